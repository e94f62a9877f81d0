using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Bench.Pipeline;

/// <summary>How often each block is decoded and what reading costs beside the bare decode: 1024 tiles, 10 % overlap, GDAL's cache at 64 MB.</summary>
internal static class ReadBench
{
    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var side = Measure.Option(args, "--side", 20_000);
        var runs = Measure.Option(args, "--runs", 5);
        var threads = Measure.Option(args, "--threads", Environment.ProcessorCount);
        var tiled = await BenchImages.SceneAsync(side, side, "deflate", sparse: false);
        Console.WriteLine($"{Measure.Machine()}; {side} × {side}, 3 × Byte, DEFLATE, {threads} threads");
        Console.WriteLine("| file | read factor | reading CPU s | bare decode CPU s | ratio | wall s |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var image in new[] { tiled, await BenchImages.StripsAsync(tiled) })
        {
            await MeasureAsync(image, runs, threads);
        }

        return 0;
    }

    private static async Task MeasureAsync(string image, int runs, int threads)
    {
        List<(double Ours, double Bare, double Wall, double Factor)> all = [];
        var options = new DetectOptions { TileSize = 1024, Overlap = TileOverlap.OfPercent(10) };

        // The first run is compiled while it runs; it stands apart.
        for (var run = 0; run <= runs; run++)
        {
            var bare = Baseline.Decode(image, threads);
            using var nothing = new StandIn(StandIn.Model(3), 0, TimeSpan.Zero, copies: false);
            var detect = await DetectRun.OfAsync(image, "stand-in.onnx", nothing, options, threads);
            Console.Error.WriteLine($"{(run == 0 ? "first run of the file" : $"run {run}")}: bare {bare:0.00}, ours {detect.Cpu.TotalSeconds:0.00} CPU s, by threads, start and output included: {detect.ByThread}; compiling, clock: {detect.Compiling.TotalSeconds:0.00} s");
            if (run > 0)
            {
                all.Add((detect.Cpu.TotalSeconds, bare, detect.Wall.TotalSeconds, detect.Report.ReadFactor));
            }
        }

        double ours = Measure.Median(all.Select(static r => r.Ours)), decode = Measure.Median(all.Select(static r => r.Bare));
        Console.WriteLine(
            $"| {Path.GetFileName(image)} | {all[^1].Factor:0.000} | {ours:0.00} | {decode:0.00} | {Measure.Median(all.Select(static r => r.Ours / r.Bare)):0.000} | {Measure.Median(all.Select(static r => r.Wall)):0.00} |");
    }
}
