using System.Diagnostics;
using System.Globalization;
using RedKube.Adapters.Onnx;
using RedKube.Core.Jobs;

namespace RedKube.Bench.Pipeline;

/// <summary>Peak memory of a small and a large scene, each in a process of its own; managed bytes a tile. Every tile runs through a cheap model.</summary>
internal static class MemoryBench
{
    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var at = Array.IndexOf(args, "--image");
        if (at >= 0)
        {
            return await OneAsync(args[at + 1]);
        }

        Console.WriteLine($"{Measure.Machine()}; 3 × Byte, no nodata, every tile runs");
        Console.WriteLine("| Mpx | peak MB | tiles | managed bytes a tile | wall s | collections |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (width, height) in new[] { (50_000, 40_000), (160_000, 100_000) })
        {
            var image = await BenchImages.SceneAsync(width, height, "deflate", sparse: true);
            using var child = Process.Start(Environment.ProcessPath!, [.. Self(), "memory", "--image", image]);
            await child.WaitForExitAsync();
        }

        var blank = await BenchImages.SceneAsync(16_384, 16_384, "deflate", sparse: true);
        var model = Path.Combine("samples", "models", "harbour.onnx");
        if (File.Exists(model))
        {
            var detect = await DetectRun.OfAsync(blank, model, new OnnxDetectorFactory(), new DetectOptions { Confidence = 0.99f, Device = "cpu" }, Environment.ProcessorCount);
            Console.WriteLine($"with {Path.GetFileName(model)}, {detect.Report.Detections} detections in {detect.Tiles} tiles: {detect.Allocated / detect.Tiles} managed bytes a tile");
        }

        return 0;
    }

    private static async Task<int> OneAsync(string image)
    {
        using var nothing = new StandIn(StandIn.Model(3), 0, TimeSpan.Zero, copies: true);
        var detect = await DetectRun.OfAsync(image, "stand-in.onnx", nothing, new DetectOptions(), Environment.ProcessorCount);
        var peak = File.ReadLines("/proc/self/status").First(static l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var megapixels = (long)detect.Report.Width * detect.Report.Height / 1_000_000;
        Console.WriteLine($"| {megapixels} | {long.Parse(peak, CultureInfo.InvariantCulture) >> 10} | {detect.Tiles} | {detect.Allocated / detect.Tiles} | {detect.Wall.TotalSeconds:0.0} | {GC.CollectionCount(0)} |");
        return 0;
    }

    // Started as `dotnet bench.dll` the process is dotnet; started as the program itself it needs no more words.
    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
}
