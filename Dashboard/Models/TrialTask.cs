using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Models;

/// <summary>What a trial is to do: time a model on empty tiles, or run it on one tile of an image. Travels through a pipe only: the address may carry credentials.</summary>
internal sealed record TrialTask
{
    /// <summary>The model.</summary>
    public required ModelRef Model { get; init; }

    /// <summary>Time it on such tiles; null: run it on an image.</summary>
    public DetectorOptions? Time { get; init; }

    /// <summary>Where it runs on an image: auto, cpu, cuda or tensorrt.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Address of the image, checked.</summary>
    public string? Image { get; init; }

    /// <summary>What people call the image, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The tile's middle, pixels; null: the image's.</summary>
    public PixelPoint? Centre { get; init; }

    /// <summary>Least score; null: the card's.</summary>
    public float? Confidence { get; init; }
}
