using System.Diagnostics;
using System.Globalization;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;

namespace RedKube.Bench.Queue;

/// <summary>64 loops in 8 processes with a model that sleeps 1 s a region, against one loop: how much of 64 times one loop's rate is reached.</summary>
internal static class SleepersBench
{
    private static readonly TimeSpan Region = TimeSpan.FromSeconds(1);

    public static int Run(string[] args) => RunAsync(
        Measure.Option(args, "--seconds", 60), Measure.Option(args, "--processes", 8), Measure.Option(args, "--loops", 8)).GetAwaiter().GetResult();

    /// <summary>A worker process: claims, sleeps, completes until its input ends.</summary>
    public static int Work(string[] args)
    {
        var at = Array.IndexOf(args, "--redis");
        return WorkAsync(args[at + 1], Measure.Option(args, "--loops", 8)).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(int seconds, int processes, int loops)
    {
        Console.WriteLine(Measure.Machine());
        var one = await RateAsync(seconds, 1, 1);
        var many = await RateAsync(seconds, processes, loops);
        var share = many / (processes * loops * one);
        Console.WriteLine($"one loop {one:0.000} regions/s; {processes * loops} loops in {processes} processes {many:0.00} regions/s over {seconds} s: {share:0.000} of {processes * loops} times one loop");
        return share >= 0.95 ? 0 : 1;
    }

    private static async Task<double> RateAsync(int seconds, int processes, int loops)
    {
        await using var server = await RedisServer.StartAsync();
        using var host = BenchServer.Connect(server.ConnectionString);
        var queue = host.Queue();
        await queue.EnqueueJobAsync(BenchServer.Ticket(1), default);
        await queue.EnqueueRegionsAsync(new JobId($"{1:x16}"), [.. Enumerable.Range(0, (seconds + 60) * processes * loops)], default);
        var workers = Enumerable.Range(0, processes).Select(_ => Start(server.ConnectionString, loops)).ToList();
        try
        {
            // All loops are at work before the measure begins.
            while ((await queue.DepthsAsync(default))[1].Leased < processes * loops)
            {
                await Task.Delay(100);
            }

            var before = await OpenAsync(queue);
            var begun = Stopwatch.GetTimestamp();
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            var after = await OpenAsync(queue);
            return (before - after) / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
        finally
        {
            foreach (var worker in workers)
            {
                worker.StandardInput.Close();
                await worker.WaitForExitAsync();
                worker.Dispose();
            }
        }
    }

    private static async Task<int> OpenAsync(IWorkQueue queue) => (await queue.DepthsAsync(default))[1] is var depth ? depth.Ready + depth.Leased : 0;

    private static Process Start(string connectionString, int loops)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SleepersBench).Assembly.Location);
        }

        foreach (var argument in new[] { "queue-worker", "--redis", connectionString, "--loops", loops.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<int> WorkAsync(string connectionString, int loops)
    {
        using var host = BenchServer.Connect(connectionString);
        using var stop = new CancellationTokenSource();
        var queue = host.Queue();
        var working = Enumerable.Range(0, loops).Select(_ => Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    var lease = await queue.ClaimAsync(WorkStage.Detect, null, stop.Token);
                    await Task.Delay(Region);
                    await queue.CompleteAsync(lease, default);
                }
            }
            catch (OperationCanceledException)
            {
                // The measure is over.
            }
        })).ToArray();
        await Console.In.ReadToEndAsync();
        await stop.CancelAsync();
        await Task.WhenAll(working);
        return 0;
    }
}
