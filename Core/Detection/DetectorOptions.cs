using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Core.Detections;

/// <summary>What a detector is made for: one model, one tile size, one kind of pixels.</summary>
public sealed record DetectorOptions
{
    /// <summary>Size of a tile in image pixels; letterboxed to the model's input where they differ.</summary>
    public required PixelSize TileSize { get; init; }

    /// <summary>Type of the image's samples.</summary>
    public required SampleType SampleType { get; init; }

    /// <summary>Number of bands read from the image.</summary>
    public required int Bands { get; init; }

    /// <summary>Value ranges carried to 0–255, one a band; empty: samples are taken as they are.</summary>
    public IReadOnlyList<BandRange> Ranges { get; init; } = [];

    /// <summary>Scores below this are not reported, 0 to 1; null: the card's, else 0.25.</summary>
    public float? Confidence { get; init; }

    /// <summary>Class indices to report; null: all.</summary>
    public IReadOnlySet<int>? Classes { get; init; }

    /// <summary>auto, cpu, cuda, cuda:N or tensorrt.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Tiles in one run of the model; null: 1 on CPU, 8 on GPU. A model of fixed batch size decides it.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Callers that run the model at the same time; on CPU each uses one thread.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What the tiles of a plan need, whatever is to be reported of them.</summary>
    /// <param name="spec">The plan.</param>
    /// <param name="device">auto, cpu, cuda, cuda:N or tensorrt.</param>
    /// <param name="threads">Callers at the same time.</param>
    public static DetectorOptions Of(PlanSpec spec, string device, int threads) => new()
    {
        TileSize = spec.TileSize,
        SampleType = spec.SampleType,
        Bands = spec.Bands.Count,
        Ranges = spec.Ranges,
        Device = device,
        BatchSize = spec.BatchSize,
        Threads = threads,
    };
}
