using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;
using StackExchange.Redis;

namespace RedKube.Bench.Scaling;

/// <summary>
/// A simulated scale-out: a real Redis, the real queue, worker processes that a stand-in controller starts and stops by KEDA's formula. From none to the most
/// and back to none; in the middle (unless --steady) the cluster takes all but one worker away for a while.
/// </summary>
internal static class ScalingBench
{
    public const string Model = "harbour";
    private static readonly JobId Job = new("00000000000000aa");

    public static int Run(string[] args) => RunAsync(
        Measure.Option(args, "--regions", 120), TimeSpan.FromMilliseconds(Measure.Option(args, "--work-ms", 3000)),
        Measure.Option(args, "--most", 6), Measure.Option(args, "--speed", 10), args.Contains("--steady")).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int regions, TimeSpan work, int most, int speed, bool steady)
    {
        if (!RedisServer.IsInstalled)
        {
            Console.Error.WriteLine("redis-server is missing (apt-get install redis-server)");
            return 1;
        }

        await using var redis = await RedisServer.StartAsync();
        using var host = StandInWorker.HostOf(redis.ConnectionString).Build();
        await host.StartAsync();
        using var fleet = new WorkerFleet(redis.ConnectionString, work);
        var queue = host.Services.GetRequiredService<IWorkQueue>();
        await EnqueueAsync(queue, regions);

        var watch = new Watch(host.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase(), fleet, new KedaScaler(most, speed), regions, steady);
        await watch.UntilNoneAsync();
        await fleet.EndedAsync();
        var merged = (await ClaimAsync(queue, WorkStage.Merge)).Item.Job == Job;
        await host.StopAsync();
        return Report(fleet, watch, regions, work, most, speed, merged);
    }

    private static async Task EnqueueAsync(IWorkQueue queue, int regions)
    {
        await queue.EnqueueJobAsync(new JobTicket(Job, Model, "hash"), CancellationToken.None);
        var plan = await ClaimAsync(queue, WorkStage.Plan);
        await queue.EnqueueRegionsAsync(Job, [.. Enumerable.Range(0, regions)], CancellationToken.None);
        await queue.CompleteAsync(plan, CancellationToken.None);
    }

    private static async Task<Lease> ClaimAsync(IWorkQueue queue, WorkStage stage)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await queue.ClaimAsync(stage, null, patience.Token);
    }

    private static int Report(WorkerFleet fleet, Watch watch, int regions, TimeSpan work, int most, int speed, bool merged)
    {
        var said = fleet.Said;
        var done = said.GetValueOrDefault("done", []);
        var lost = regions - done.Distinct().Count();
        var twice = done.Length - done.Distinct().Count();
        var ideal = regions * work.TotalSeconds / most;
        Console.WriteLine(Measure.Machine());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{regions} regions of {work.TotalSeconds:0.0} s, at most {most} workers, time runs {speed} times as fast as in a cluster"));
        Console.WriteLine($"workers over time   {string.Join(" ", watch.History)}");
        Console.WriteLine($"processes started   {fleet.Started}");
        Console.WriteLine($"regions done        {done.Length}; lost {lost}, counted twice {twice}, given back {said.GetValueOrDefault("given-back", []).Length}, discarded {said.GetValueOrDefault("discarded", []).Length}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"drained after       {watch.Drained.TotalSeconds:0.0} s; ideal, all workers from the start: {ideal:0.0} s; ratio {watch.Drained.TotalSeconds / ideal:0.00}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"worker-seconds      {watch.WorkerSeconds:0.0} until drained; ideal {regions * work.TotalSeconds:0.0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"none again after    {watch.None.TotalSeconds:0.0} s"));
        return lost == 0 && twice == 0 && merged && fleet.Count == 0 ? 0 : 1;
    }

    /// <summary>Asks what KEDA asks, scales, and notes what happened.</summary>
    private sealed class Watch(IDatabase redis, WorkerFleet fleet, KedaScaler scaler, int regions, bool steady)
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private TimeSpan outage = TimeSpan.MaxValue;

        public List<string> History { get; } = [];

        public TimeSpan Drained { get; private set; }

        public TimeSpan None { get; private set; }

        public double WorkerSeconds { get; private set; }

        public async Task UntilNoneAsync()
        {
            using var timer = new PeriodicTimer(scaler.Polling);
            for (var last = clock.Elapsed; await timer.WaitForNextTickAsync();)
            {
                var (lag, pending) = ((long)await LagAsync(), (long)await PendingAsync());
                var (now, done) = (clock.Elapsed, fleet.Said.GetValueOrDefault("done", []).Length);
                if (Drained == default)
                {
                    WorkerSeconds += (now - last).TotalSeconds * fleet.Count;
                    Drained = lag == 0 && pending == 0 && done >= regions ? now : default;
                }

                last = now;
                var wanted = AllowedBy(now, done, scaler.Desired(now, lag, pending, fleet.Count));
                if (wanted != fleet.Count)
                {
                    fleet.Scale(wanted);
                    History.Add(string.Create(CultureInfo.InvariantCulture, $"{now.TotalSeconds:0.0}s:{wanted}"));
                }

                if (Drained != default && fleet.Count == 0)
                {
                    None = now;
                    return;
                }
            }
        }

        // Once four of ten regions are done, only one worker is allowed for ten polls: a node pool that shrinks while all are busy.
        private int AllowedBy(TimeSpan now, int done, int wanted)
        {
            if (!steady && outage == TimeSpan.MaxValue && done >= regions * 4 / 10)
            {
                outage = now;
            }

            return now >= outage && now - outage < 10 * scaler.Polling ? Math.Min(wanted, 1) : wanted;
        }

        // XINFO GROUPS gives, for each group, names and values in turn.
        private async Task<RedisResult> LagAsync()
        {
            var group = (RedisResult[])((RedisResult[])(await redis.ExecuteAsync("XINFO", "GROUPS", $"redkube:{Model}:regions"))!)[0]!;
            return group[Array.FindIndex(group, static field => (string?)field == "lag") + 1];
        }

        private async Task<RedisResult> PendingAsync() => ((RedisResult[])(await redis.ExecuteAsync("XPENDING", $"redkube:{Model}:regions", "redkube"))!)[0];
    }
}
