using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Models;

/// <summary>Does a trial in the process that it is in. One at a time.</summary>
/// <param name="detectors">Opens models.</param>
/// <param name="images">Opens images.</param>
/// <param name="time">The clock.</param>
internal sealed class TrialRunner(IDetectorFactory detectors, IRasterSource images, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <param name="task">What.</param>
    /// <exception cref="Core.Errors.RedKubeException">The model or image cannot be used, or the model fails.</exception>
    public async Task<TrialAnswer> RunAsync(TrialTask task) =>
        task.Time is { } tiles
            ? new TrialAnswer { Timing = await ModelTiming.MeasureAsync(detectors, task.Model, tiles, time, CancellationToken.None) }
            : new TrialAnswer { View = await TryAsync(task) };

    private async Task<TryView> TryAsync(TrialTask task)
    {
        var image = new ImageRef(task.Image!) { Title = task.Title };
        var wanted = new DetectOptions { Confidence = task.Confidence, Device = task.Device };
        var plan = new JobPlanner(images).Make(image, task.Model, wanted, JobPlanner.UsualMemoryBytes, CancellationToken.None);
        var tile = TileAround(plan.Grid, task.Centre ?? new PixelPoint(plan.Spec.Image.Width / 2.0, plan.Spec.Image.Height / 2.0));
        using var detector = detectors.Create(task.Model, DetectorOptions.Of(plan.Spec, task.Device, threads: 1) with { Confidence = task.Confidence });
        using var lane = detector.CreateLane();
        using var reader = images.Open(image, new RasterReadOptions { Bands = plan.Spec.Bands });
        var rect = tile.Rect.Intersect(new PixelRect(0, 0, plan.Spec.Image.Width, plan.Spec.Image.Height));
        using var block = new PixelBlock(rect, plan.Spec.Bands.Count, plan.Spec.SampleType, reader.HasMask);
        reader.Read(block);
        var found = new List<Detection>();
        var start = time.GetTimestamp();
        if (lane.Load(0, new TilePixels(tile.Rect, rect, [block])))
        {
            await lane.RunAsync(1, CancellationToken.None);
            lane.Collect(0, tile, found);
        }

        return new TryView(rect, detector.Runtime, Math.Round(time.GetElapsedTime(start).TotalSeconds, 4), [.. found.Select(d => View(d, task.Model))]);
    }

    private static TryDetection View(Detection found, ModelRef model) =>
        new(model.Card.Names[found.ClassIndex], found.Score, found.Box, Core.Outputs.Outlines.Corners(found));

    private static Tile TileAround(TileGrid grid, PixelPoint centre)
    {
        int Nearest(int count, Func<int, double> middle, double wanted) => Enumerable.Range(0, count).MinBy(i => Math.Abs(middle(i) - wanted));
        var column = Nearest(grid.Columns, i => grid.At(i, 0).Rect.ToBox().Centre.X, centre.X);
        return grid.At(column, Nearest(grid.Rows, i => grid.At(0, i).Rect.ToBox().Centre.Y, centre.Y));
    }
}
