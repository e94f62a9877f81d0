namespace RedKube.Bench.Simulation;

/// <summary>Where the queue stops scaling, and why: one job of an image of 500,000 × 500,000 pixels on 1 to 1,000 workers, with stage times that are measured here.</summary>
internal static class SimulateBench
{
    private const int Seed = 20260101;
    private static readonly int[] Workers = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000];

    /// <summary>Writes the tables.</summary>
    public static int Run(string[] args)
    {
        var times = StageTimes.MeasureAsync(Array.IndexOf(args, "--redis") is >= 0 and var at ? args[at + 1] : null).GetAwaiter().GetResult();
        var (pipe, regions, megabytes) = (Measure.Option(args, "--storage-mb", 2500), Measure.Option(args, "--regions", 3721), Measure.Option(args, "--region-mb", 100));
        Console.WriteLine(Measure.Machine());
        Console.WriteLine($"script {times.Script * 1000:0.000} ms, round trip {times.RoundTrip * 1000:0.000} ms, result {times.Load * 1000:0.000} ms, merging {times.Merge * 1e6:0.00} µs a detection; seed {Seed}");
        Table("CPU worker, 16 s a region", new QueueSimulation(times, regions, 16, 0.2, megabytes, pipe));
        Table("GPU worker, 0.28 s a region", new QueueSimulation(times, regions, 0.28, 0.2, megabytes, pipe));
        Table("GPU worker, storage without limit", new QueueSimulation(times, regions, 0.28, 0.2, megabytes, 1e9));
        Table("regions of 10 ms, storage without limit", new QueueSimulation(times, 50 * regions, 0.01, 0.2, megabytes, 1e9));
        return 0;
    }

    private static void Table(string title, QueueSimulation simulation)
    {
        Console.WriteLine($"\n{title}\n\n| workers | wall, s | speed-up | efficiency | Redis busy | limit |\n|---|---|---|---|---|---|");
        var alone = simulation.Run(1, Seed).Wall;
        foreach (var run in Workers.Select(n => simulation.Run(n, Seed)))
        {
            Console.WriteLine($"| {run.Workers} | {run.Wall:0.0} | {alone / run.Wall:0.0} | {run.Efficiency:0.00} | {run.RedisBusy:0.00} | {run.Limit} |");
        }
    }
}
