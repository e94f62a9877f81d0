using System.Diagnostics;
using RedKube.Bench.Pipeline;

namespace RedKube.Bench.Dashboard;

/// <summary>
/// A job watched by one client and by a hundred: CPU and memory of the server's process for the whole job, and how old events are when they arrive. The clients are
/// a process of their own.
/// </summary>
internal static class EventBench
{
    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--listen", var address, var count])
        {
            return await EventListeners.RunAsync(new Uri(address), int.Parse(count));
        }

        var side = Measure.Option(args, "--side", 6144);
        var image = await BenchImages.SceneAsync(side, side, "deflate", sparse: false);
        Console.WriteLine($"{Measure.Machine()}; one job of {side} × {side} px with the sample detector");
        Console.WriteLine("| clients | server CPU s | memory MB at most | events | p50 age ms | p95 age ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using var server = await BenchServer.StartAsync(Path.GetDirectoryName(image)!);
        await WatchAsync(server, image, 1, quiet: true);
        foreach (var clients in new[] { 1, 100, 1, 100 })
        {
            await WatchAsync(server, image, clients, quiet: false);
        }

        return 0;
    }

    // The first is only to warm up: code is compiled while it runs.
    private static async Task WatchAsync(BenchServer server, string image, int clients, bool quiet)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        var job = await server.SubmitAsync(image);
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        string[] words = [.. Self.Words(), "events", "--listen", new Uri(server.Client.BaseAddress!, $"/api/v1/jobs/{job}/events").ToString(), $"{clients}"];
        Array.ForEach(words, start.ArgumentList.Add);
        using var child = Process.Start(start)!;
        var most = 0L;
        var text = child.StandardOutput.ReadToEndAsync();
        while (!child.WaitForExit(50))
        {
            most = Math.Max(most, BenchServer.Memory().Now);
        }

        if (!quiet)
        {
            Console.WriteLine($"| {clients} | {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.00} | {most} | {(await text).Trim()} |");
        }
    }
}
