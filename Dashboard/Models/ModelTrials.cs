using System.Collections.Concurrent;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Models;

/// <summary>Runs models for a moment: on one tile of an image to see what they find, or on nothing to see how long they take. One at a time, and not for long.</summary>
/// <param name="detectors">Opens models.</param>
/// <param name="images">Opens images.</param>
/// <param name="options">How long a model may take.</param>
/// <param name="time">The clock.</param>
internal sealed class ModelTrials(IDetectorFactory detectors, IRasterSource images, DashboardOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<string, ModelTiming> timings = new(StringComparer.Ordinal);

    /// <summary>Times a model as a plan would run it; measured once for each model and tile size.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">What tiles are like.</param>
    /// <param name="device">What was asked for.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>Null where it cannot be measured here, as where the device is only on workers.</returns>
    public async Task<ModelTiming?> TimeAsync(ModelRef model, Plan plan, string device, CancellationToken cancellation)
    {
        var key = $"{model.Hash} {plan.Spec.TileSize} {plan.Spec.BatchSize} {device}";
        if (timings.TryGetValue(key, out var known))
        {
            return known;
        }

        try
        {
            var timing = await AloneAsync(token => MeasureAsync(model, plan.Spec, device, token), cancellation);
            return timings[key] = timing;
        }
        catch (RedKubeException)
        {
            return null;
        }
    }

    /// <summary>Shows what a model finds on one tile.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">The image, checked.</param>
    /// <param name="centre">The tile's middle, pixels; null: the image's.</param>
    /// <param name="confidence">Least score; null: the card's.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK3004, RK3007, RK3009: the model does not take the image, fails, or takes too long.</exception>
    public async Task<TryView> TryAsync(ModelRef model, ImageRef image, PixelPoint? centre, float? confidence, CancellationToken cancellation)
    {
        var wanted = new DetectOptions { Confidence = confidence, Device = "cpu" };
        var plan = await Task.Run(() => new JobPlanner(images).Make(image, model, wanted, JobPlanner.UsualMemoryBytes, cancellation), cancellation);
        return await AloneAsync(token => RunAsync(model, image, plan, centre, confidence, token), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<T> AloneAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.TrialTime);
        var token = limit.Token;
        var running = Task.Run(() => work(token), CancellationToken.None);

        // Loading cannot be stopped midway: nobody waits for it any longer, but the next model waits until it has ended.
        _ = running.ContinueWith(_ => EndTurn(limit), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            return await running.WaitAsync(token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RedKubeException(ErrorCode.InferenceFailed, $"The model did not end within {options.TrialTime.TotalSeconds} seconds on one tile and was stopped.");
        }
    }

    private void EndTurn(CancellationTokenSource limit)
    {
        turn.Release();
        limit.Dispose();
    }

    private async Task<ModelTiming> MeasureAsync(ModelRef model, PlanSpec spec, string device, CancellationToken cancellation)
    {
        using var detector = detectors.Create(model, Options(spec, device, null, Environment.ProcessorCount));
        using var lane = detector.CreateLane();
        var rect = new PixelRect(0, 0, spec.TileSize.Width, spec.TileSize.Height);
        using var block = new PixelBlock(rect, spec.Bands.Count, spec.SampleType, hasMask: false);
        var seconds = 0.0;

        // The first run makes what later ones reuse.
        for (var run = 0; run < 2; run++)
        {
            var start = time.GetTimestamp();
            lane.Load(0, new TilePixels(rect, rect, [block]));
            await lane.RunAsync(1, cancellation);
            seconds = time.GetElapsedTime(start).TotalSeconds;
        }

        return new ModelTiming(seconds / detector.BatchSize, Math.Min(detector.Lanes, Environment.ProcessorCount), detector.DeviceChoice);
    }

    private async Task<TryView> RunAsync(ModelRef model, ImageRef image, Plan plan, PixelPoint? centre, float? confidence, CancellationToken cancellation)
    {
        var tile = TileAround(plan.Grid, centre ?? new PixelPoint(plan.Spec.Image.Width / 2.0, plan.Spec.Image.Height / 2.0));
        using var detector = detectors.Create(model, Options(plan.Spec, "cpu", confidence, 1));
        using var lane = detector.CreateLane();
        using var reader = images.Open(image, new RasterReadOptions { Bands = plan.Spec.Bands });
        var rect = tile.Rect.Intersect(new PixelRect(0, 0, plan.Spec.Image.Width, plan.Spec.Image.Height));
        using var block = new PixelBlock(rect, plan.Spec.Bands.Count, plan.Spec.SampleType, reader.HasMask);
        reader.Read(block);
        var found = new List<Detection>();
        var start = time.GetTimestamp();
        if (lane.Load(0, new TilePixels(tile.Rect, rect, [block])))
        {
            await lane.RunAsync(1, cancellation);
            lane.Collect(0, tile, found);
        }

        return new TryView(rect, detector.Runtime, Math.Round(time.GetElapsedTime(start).TotalSeconds, 4), [.. found.Select(d => View(d, model))]);
    }

    private static TryDetection View(Detection found, ModelRef model) =>
        new(model.Card.Names[found.ClassIndex], found.Score, found.Box, Core.Outputs.Outlines.Corners(found));

    private static Tile TileAround(TileGrid grid, PixelPoint centre)
    {
        int Nearest(int count, Func<int, double> middle, double wanted) => Enumerable.Range(0, count).MinBy(i => Math.Abs(middle(i) - wanted));
        var column = Nearest(grid.Columns, i => grid.At(i, 0).Rect.ToBox().Centre.X, centre.X);
        return grid.At(column, Nearest(grid.Rows, i => grid.At(0, i).Rect.ToBox().Centre.Y, centre.Y));
    }

    private static DetectorOptions Options(PlanSpec spec, string device, float? confidence, int threads) => new()
    {
        TileSize = spec.TileSize,
        SampleType = spec.SampleType,
        Bands = spec.Bands.Count,
        Ranges = spec.Ranges,
        Device = device,
        BatchSize = spec.BatchSize ?? 1,
        Confidence = confidence,
        Threads = threads,
    };
}
