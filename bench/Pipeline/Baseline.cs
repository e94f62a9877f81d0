using OSGeo.GDAL;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Bench.Pipeline;

/// <summary>What a run cannot do without: the model on as many batches, and GDAL decoding each block once.</summary>
internal static unsafe class Baseline
{
    /// <summary>CPU seconds of GDAL reading each block of all bands once, in as many threads, each with its own dataset and rows.</summary>
    public static double Decode(string path, int threads) => Measure.CpuSeconds(() => Parallel(threads, part =>
    {
        using var dataset = OSGeo.GDAL.Gdal.Open(path, Access.GA_ReadOnly);
        using var band = dataset.GetRasterBand(1);
        band.GetBlockSize(out var width, out var height);
        var bands = Enumerable.Range(1, dataset.RasterCount).ToArray();
        int rows = (dataset.RasterYSize + height - 1) / height;
        var buffer = new byte[(long)width * height * bands.Length];
        fixed (byte* pixels = buffer)
        {
            for (var row = rows * part / threads; row < rows * (part + 1) / threads; row++)
            {
                for (var x = 0; x < dataset.RasterXSize; x += width)
                {
                    int w = Math.Min(width, dataset.RasterXSize - x), h = Math.Min(height, dataset.RasterYSize - (row * height));
                    dataset.ReadRaster(x, row * height, w, h, (nint)pixels, w, h, DataType.GDT_Byte, bands.Length, bands, 0, 0, 0);
                }
            }
        }
    }));

    /// <summary>CPU seconds of the model alone on so many tiles in padded batches: as many callers, one thread each.</summary>
    public static double Model(IDetector detector, Plan plan, IRasterReader reader, long tiles)
    {
        var lanes = Enumerable.Range(0, detector.Lanes).Select(_ => detector.CreateLane()).ToArray();
        var tile = plan.Grid.At(0).Rect.Intersect(new PixelRect(0, 0, plan.Spec.Image.Width, plan.Spec.Image.Height));
        using var block = new PixelBlock(tile, plan.Spec.Bands.Count, plan.Spec.SampleType, plan.Spec.HasMask);
        reader.Read(block);
        foreach (var lane in lanes)
        {
            for (var slot = 0; slot < detector.BatchSize; slot++)
            {
                lane.Load(slot, new TilePixels(plan.Grid.At(0).Rect, tile, [block]));
            }

            Run(lane, detector.BatchSize);
        }

        var left = (tiles + detector.BatchSize - 1) / detector.BatchSize;
        var seconds = Measure.CpuSeconds(() => Parallel(lanes.Length, i =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                Run(lanes[i], detector.BatchSize);
            }
        }));
        Array.ForEach(lanes, static lane => lane.Dispose());
        return seconds;
    }

    /// <summary>CPU seconds of copying so many tiles into the model's input and of decoding what it reports, on one thread.</summary>
    public static (double Load, double Collect) Copies(IDetector detector, Plan plan, IRasterReader reader, long tiles)
    {
        using var lane = detector.CreateLane();
        var first = plan.Grid.At(0);
        using var block = new PixelBlock(first.Rect, plan.Spec.Bands.Count, plan.Spec.SampleType, plan.Spec.HasMask);
        reader.Read(block);
        var pixels = new TilePixels(first.Rect, first.Rect, [block]);
        var found = new List<Detection>();
        for (var warm = 0; warm < 100; warm++)
        {
            lane.Load(0, pixels);
        }

        Run(lane, 1);
        var load = Measure.CpuSeconds(() =>
        {
            for (var i = 0; i < tiles; i++)
            {
                lane.Load(0, pixels);
            }
        });
        var collect = Measure.CpuSeconds(() =>
        {
            for (var i = 0; i < tiles; i++)
            {
                found.Clear();
                lane.Collect(0, first, found);
            }
        });
        return (load, collect);
    }

    private static void Run(IDetectorLane lane, int count)
    {
        var running = lane.RunAsync(count, CancellationToken.None);
        if (!running.IsCompletedSuccessfully)
        {
            running.AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Parallel(int threads, Action<int> run)
    {
        var all = Enumerable.Range(0, threads).Select(i => new Thread(() => run(i))).ToArray();
        Array.ForEach(all, static t => t.Start());
        Array.ForEach(all, static t => t.Join());
    }
}
