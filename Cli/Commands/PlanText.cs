using RedKube.Cli.Running;
using RedKube.Cli.Terminal;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Cli.Commands;

/// <summary>A plan as it is shown.</summary>
/// <param name="image">The image.</param>
/// <param name="info">What is known of it.</param>
/// <param name="model">The model.</param>
/// <param name="plan">The plan.</param>
/// <param name="reading">What reading will cost.</param>
/// <param name="timing">How fast the model is.</param>
/// <param name="warnings">What to know of the job.</param>
internal sealed class PlanText(ImageRef image, ImageInfo info, ModelRef model, Plan plan, ReadEstimate reading, ModelTiming timing, IEnumerable<string> warnings)
{
    /// <summary>What the user may want to change.</summary>
    public IReadOnlyList<string> Warnings { get; } =
    [
        .. warnings,
        .. info.Georeference == "none" ? new[] { $"The image {info.LackOfPlace()}: results will be in pixel coordinates (x right, y down)." } : [],
    ];

    /// <summary>How long several workers take; null where that was not asked.</summary>
    public IReadOnlyList<WorkerForecast>? Forecasts { get; init; }

    /// <summary>For people.</summary>
    /// <param name="to">Where to.</param>
    public void Write(TextWriter to)
    {
        var spec = plan.Spec;
        to.WriteLine($"{image.Name} with {model.Name}");
        new Facts()
            .Add("image", $"{Quantity.Count(spec.Image.Width)} × {Quantity.Count(spec.Image.Height)} pixels, {spec.Bands.Count} × {spec.SampleType} read, blocks of {spec.FileBlock}")
            .Add("tiles", $"{Quantity.Count(plan.TileCount)} of {spec.TileSize} pixels, overlap {spec.Overlap.Width}{(plan.Area is null ? "" : $" (the area's; the image has {Quantity.Count(plan.Grid.Count)})")}")
            .Add("regions", $"{Quantity.Count(plan.RegionCount)}, up to {plan.Layout.TileColumns} × {plan.Layout.TileRows} tiles each")
            .Add("reading", $"{Quantity.Bytes(reading.Bytes)} of pixels, each block decoded {Quantity.Figures(reading.Factor)} times")
            .Add("device", timing.Device)
            .Add("time", $"about {Quantity.Time(timing.For(plan.TileCount))} with {Quantity.Count(timing.Lanes, "thread")} ({Quantity.Figures(timing.SecondsPerTile * 1000)} ms a tile, measured here; reading runs beside it; empty tiles take none)")
            .Write(to);
        foreach (var forecast in Forecasts ?? [])
        {
            to.WriteLine(
                $"  {Quantity.Count(forecast.Workers, "worker")}: about {Quantity.Time(forecast.Time)}, {Quantity.Figures(forecast.Speedup)} × one worker, reading {Quantity.Bytes(forecast.ReadBytesPerSecond)} of pixels a second together");
        }
    }

    /// <summary>For programs.</summary>
    public string Json() => Terminal.Json.Of(new
    {
        Image = image.Name,
        plan.Spec.Image.Width,
        plan.Spec.Image.Height,
        Model = model.Name,
        ModelHash = model.Hash,
        plan.Spec.Bands,
        Tiles = plan.TileCount,
        TileWidth = plan.Spec.TileSize.Width,
        TileHeight = plan.Spec.TileSize.Height,
        OverlapX = plan.Spec.Overlap.Width,
        OverlapY = plan.Spec.Overlap.Height,
        Regions = plan.RegionCount,
        reading.Bytes,
        Blocks = reading.BlocksNeeded,
        reading.BlocksDecoded,
        ReadFactor = reading.Factor,
        ExpectedSeconds = timing.For(plan.TileCount).TotalSeconds,
        timing.SecondsPerTile,
        Threads = timing.Lanes,
        timing.BatchSize,
        timing.Device,
        Workers = Forecasts?.Select(static f => new { f.Workers, ExpectedSeconds = f.Time.TotalSeconds, f.Speedup, f.ReadBytesPerSecond }),
        Warnings,
    });
}
