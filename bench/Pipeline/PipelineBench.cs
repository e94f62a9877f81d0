using RedKube.Adapters.Gdal.Rasters;
using RedKube.Adapters.Onnx;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Bench.Pipeline;

/// <summary>
/// How much of a run is the model and the decoding themselves. A = CPU of the bare model on the same padded batches + CPU of GDAL decoding each block
/// once; B = CPU of detect from the first read to the last stored region. Runs alternate; medians. The first run of the process stands apart: much of it is
/// just-in-time compilation, as in every short job.
/// </summary>
internal static class PipelineBench
{
    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var runs = Measure.Option(args, "--runs", 5);
        var side = Measure.Option(args, "--side", 6144);
        var threads = Measure.Option(args, "--threads", Environment.ProcessorCount);
        var at = Array.IndexOf(args, "--model");
        var modelPath = at >= 0 ? args[at + 1] : Path.Combine("samples", "models", "harbour.onnx");
        var image = await BenchImages.SceneAsync(side, side, "deflate", sparse: false);
        var detectors = new OnnxDetectorFactory();
        var options = new DetectOptions { BatchSize = 1, Device = "cpu" };
        var model = detectors.Inspect(modelPath);
        var plan = new JobPlanner(new GdalRasterSource()).Make(new ImageRef(image), model, options, JobPlanner.UsualMemoryBytes, CancellationToken.None);

        Console.WriteLine($"{Measure.Machine()}; {Path.GetFileName(image)}, {model.Name}, {plan.TileCount} tiles of {plan.Spec.TileSize}, {threads} threads");
        Console.WriteLine("| run | model CPU s | decode CPU s | detect CPU s | wall s | A / B | B / (wall × cores) | start-up and output s | managed bytes a tile |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        List<(double Share, double Busy)> all = [];
        for (var run = 0; run <= runs; run++)
        {
            var decode = Baseline.Decode(image, threads);
            double bare;
            using (var reader = new GdalRasterSource().Open(new ImageRef(image), options.ReadOptions(plan.Spec.Bands)))
            using (var detector = detectors.Create(model, DetectorOptions.Of(plan.Spec, "cpu", threads)))
            {
                bare = Baseline.Model(detector, plan, reader, plan.TileCount);
                if (run == 0)
                {
                    var (load, collect) = Baseline.Copies(detector, plan, reader, plan.TileCount);
                    Console.Error.WriteLine($"of B: copying tiles into the input {load:0.00} s, decoding outputs {collect:0.00} s");
                }
            }

            var detect = await DetectRun.OfAsync(image, modelPath, detectors, options, threads);
            var b = detect.Cpu.TotalSeconds;
            var (share, busy) = ((bare + decode) / b, b / (detect.Wall.TotalSeconds * threads));
            Console.WriteLine(
                $"| {(run == 0 ? "first of the process" : run)} | {bare:0.00} | {decode:0.00} | {b:0.00} | {detect.Wall.TotalSeconds:0.00} | {share:0.000} | {busy:0.000} | {detect.Rest.TotalSeconds:0.00} | {detect.Allocated / detect.Tiles} |");
            if (run > 0)
            {
                all.Add((share, busy));
            }

            Console.Error.WriteLine($"CPU s by threads, start and output included: {detect.ByThread}; compiling, clock: {detect.Compiling.TotalSeconds:0.00} s");
        }

        Console.WriteLine($"median A / B {Measure.Median(all.Select(static r => r.Share)):0.000} (goal 0.95), B / (wall × cores) {Measure.Median(all.Select(static r => r.Busy)):0.000} (goal 0.95)");
        await DeviceAsync(image, runs, threads);
        return 0;
    }

    // A stand-in for a GPU: 8 tiles take 60 ms of a device and no CPU.
    private static async Task DeviceAsync(string image, int runs, int threads)
    {
        List<double> ratios = [];
        for (var run = 0; run < runs; run++)
        {
            using var gpu = new StandIn(StandIn.Model(3), lanes: 3, TimeSpan.FromMilliseconds(60), copies: true);
            var options = new DetectOptions { TileSize = 640, BatchSize = 8 };
            var detect = await DetectRun.OfAsync(image, "stand-in.onnx", gpu, options, threads);
            ratios.Add(detect.Wall / gpu.Busy);
            Console.WriteLine($"device stand-in: wall {detect.Wall.TotalSeconds:0.000} s, model {gpu.Busy.TotalSeconds:0.000} s, wall / model {ratios[^1]:0.000}");
        }

        Console.WriteLine($"median wall / model {Measure.Median(ratios):0.000} (goal 1.05)");
    }
}
