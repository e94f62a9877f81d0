using System.Diagnostics;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;
using RedKube.Tiler;

namespace RedKube.Bench.Queue;

/// <summary>
/// What the queue on Redis costs. Workers are stand-ins that take a fixed time for a region, so that nothing but the queue is measured. Each measure starts
/// its own redis-server.
/// </summary>
internal static class QueueBench
{
    private const int Loops = 8;

    /// <summary>Regions a second with a model of 0 ms; time of a claim and of a completion.</summary>
    public static int Overhead(string[] args) => OverheadAsync(Measure.Option(args, "--regions", 20_000)).GetAwaiter().GetResult();

    /// <summary>Small jobs after many large ones: how long until their output.</summary>
    public static int Fairness(string[] args) =>
        FairnessAsync(Measure.Option(args, "--jobs", 1000), Measure.Option(args, "--regions", 100), Measure.Option(args, "--small", 20), Measure.Option(args, "--tiler-loops", TilerOptions.AtOnceInService)).GetAwaiter().GetResult();

    private static async Task<int> OverheadAsync(int regions)
    {
        Console.WriteLine(Measure.Machine());
        await using var server = await RedisServer.StartAsync();
        using var host = BenchServer.Connect(server.ConnectionString);
        var queue = host.Queue();
        await queue.EnqueueJobAsync(BenchServer.Ticket(1), default);
        await queue.EnqueueRegionsAsync(new JobId($"{1:x16}"), [.. Enumerable.Range(0, regions)], default);
        var claims = new List<double>();
        var completions = new List<double>();
        var left = regions;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var start = Stopwatch.GetTimestamp();
                var lease = await queue.ClaimAsync(WorkStage.Detect, null, default);
                var claimed = Stopwatch.GetTimestamp();
                await queue.CompleteAsync(lease, default);
                lock (claims)
                {
                    claims.Add(Stopwatch.GetElapsedTime(start, claimed).TotalMilliseconds);
                    completions.Add(Stopwatch.GetElapsedTime(claimed).TotalMilliseconds);
                }
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var perRegion = Measure.Median(claims) + Measure.Median(completions);
        Console.WriteLine($"{regions} regions, {Loops} loops: {regions / seconds:0} regions/s; claim {Measure.Median(claims):0.00} ms, completion {Measure.Median(completions):0.00} ms (medians)");
        Console.WriteLine($"Redis' share of a region of 0 ms: 100 %; of 100 ms: {100 * perRegion / (100 + perRegion):0.00} %; of 1 s: {100 * perRegion / (1000 + perRegion):0.00} %");
        return 0;
    }

    // A tiler (with as many loops as the service has), four workers and an aggregator, each a loop that takes no time of its own.
    private static async Task<int> FairnessAsync(int jobs, int regions, int small, int tilerLoops)
    {
        Console.WriteLine(Measure.Machine());
        await using var server = await RedisServer.StartAsync();
        using var host = BenchServer.Connect(server.ConnectionString);
        using var stop = new CancellationTokenSource();
        var queue = host.Queue();
        var submitted = new Dictionary<JobId, long>();
        var ended = new Dictionary<JobId, double>();
        var done = 0;
        for (var i = 0; i < jobs; i++)
        {
            await queue.EnqueueJobAsync(BenchServer.Ticket(i) with { Regions = regions }, default);
        }

        var loops = new List<Task> { LoopAsync(WorkStage.Merge) };
        loops.AddRange(Enumerable.Range(0, tilerLoops).Select(_ => LoopAsync(WorkStage.Plan)));
        loops.AddRange(Enumerable.Range(0, 4).Select(_ => LoopAsync(WorkStage.Detect)));
        for (var i = 0; i < small; i++)
        {
            var ticket = BenchServer.Ticket(jobs + i) with { Regions = 1 };
            submitted[ticket.Job] = Stopwatch.GetTimestamp();
            await queue.EnqueueJobAsync(ticket, default);
        }

        while (Volatile.Read(ref done) < small)
        {
            await Task.Delay(10);
        }

        var before = (await queue.DepthsAsync(default))[1];
        await stop.CancelAsync();
        await Task.WhenAll(loops);
        var seconds = ended.Values.Order().ToArray();
        Console.WriteLine($"{small} jobs of one region after {jobs} of {regions}: p50 {seconds[small / 2]:0.00} s, p95 {seconds[(int)(0.95 * (small - 1))]:0.00} s, last {seconds[^1]:0.00} s from submit to the merge's end; {before.Ready} regions still waited");
        return seconds[(int)(0.95 * (small - 1))] <= 5 ? 0 : 1;

        Task LoopAsync(WorkStage stage) => Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    var lease = await queue.ClaimAsync(stage, null, stop.Token);
                    if (stage == WorkStage.Plan)
                    {
                        await queue.EnqueueRegionsAsync(lease.Item.Job, [.. Enumerable.Range(0, submitted.ContainsKey(lease.Item.Job) ? 1 : regions)], default);
                    }

                    await queue.CompleteAsync(lease, default);
                    if (stage == WorkStage.Merge && submitted.TryGetValue(lease.Item.Job, out var since))
                    {
                        ended[lease.Item.Job] = Stopwatch.GetElapsedTime(since).TotalSeconds;
                        Interlocked.Increment(ref done);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // All small jobs have ended.
            }
        });
    }
}
