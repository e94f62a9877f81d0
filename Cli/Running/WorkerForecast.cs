using RedKube.Core.Detections;
using RedKube.Core.Planning;

namespace RedKube.Cli.Running;

/// <summary>
/// How long a job takes on several workers like this machine: each region costs what running the model on its tiles and reading what lies under them cost when
/// measured; the next region goes to the worker that is free first. Merging, the queue and storage that many workers share are not in it.
/// </summary>
/// <param name="Workers">Workers.</param>
/// <param name="Time">From the first region's start to the last one's end.</param>
/// <param name="Speedup">Against one worker.</param>
/// <param name="ReadBytesPerSecond">Decoded pixels that all of them read together in a second: what storage must keep up with, after decompression.</param>
internal sealed record WorkerForecast(int Workers, TimeSpan Time, double Speedup, double ReadBytesPerSecond)
{
    /// <summary>Forecasts for some numbers of workers.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="model">How fast the model is here.</param>
    /// <param name="reading">How fast one thread reads here.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="counts">Numbers of workers.</param>
    public static IReadOnlyList<WorkerForecast> Make(Plan plan, ModelTiming model, ReadTiming reading, int threads, IReadOnlyList<int> counts)
    {
        // On the CPU, readers and lanes share the cores; beside a GPU they do not.
        var regions = plan.Regions().OrderBy(r => plan.OrderOf(r.Index)).Select(region =>
        {
            var run = model.SecondsPerTile * plan.TilesOf(region).Count() / model.Lanes;
            var bytes = (double)BytesOf(plan, region);
            var read = bytes / reading.BytesPerSecond / threads;
            return (Seconds: model.SharesCores ? run + read : Math.Max(run, read), Bytes: bytes);
        }).ToList();
        var alone = regions.Sum(static r => r.Seconds);
        var all = regions.Sum(static r => r.Bytes);
        return
        [
            .. counts.Select(count => (Count: count, Seconds: Deal(regions.Select(static r => r.Seconds), count)))
                .Select(f => new WorkerForecast(f.Count, TimeSpan.FromSeconds(f.Seconds), alone / f.Seconds, all / f.Seconds)),
        ];
    }

    // Workers share no memory: each reads all that lies under its region.
    private static long BytesOf(Plan plan, Region region)
    {
        var parts = plan.Blocks.Under(region.Rect(plan.Grid));
        var first = plan.Blocks.RectOf((parts.Y * plan.Blocks.Columns) + parts.X);
        var last = plan.Blocks.RectOf(((parts.Bottom - 1) * plan.Blocks.Columns) + parts.Right - 1);
        return (long)(last.Right - first.X) * (last.Bottom - first.Y) * plan.Spec.BytesPerPixel;
    }

    private static double Deal(IEnumerable<double> regions, int workers)
    {
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, workers).Select(static w => (w, 0d)));
        var end = 0d;
        foreach (var seconds in regions)
        {
            free.TryDequeue(out var worker, out var from);
            free.Enqueue(worker, from + seconds);
            end = Math.Max(end, from + seconds);
        }

        return end;
    }
}
