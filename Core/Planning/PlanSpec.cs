using System.Text.Json.Serialization;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Planning;

/// <summary>What a <see cref="Plan"/> follows from: all that is stored of it. Immutable.</summary>
public sealed record PlanSpec
{
    /// <summary>Size of the image.</summary>
    public required PixelSize Image { get; init; }

    /// <summary>Which version of the image's content it was made for.</summary>
    public required string ContentVersion { get; init; }

    /// <summary>What the file decodes at once.</summary>
    public required PixelSize FileBlock { get; init; }

    /// <summary>Type in which samples are read.</summary>
    public required SampleType SampleType { get; init; }

    /// <summary>Whether pixels can be missing.</summary>
    public required bool HasMask { get; init; }

    /// <summary>Size of a tile in image pixels.</summary>
    public required PixelSize TileSize { get; init; }

    /// <summary>Pixels that neighbouring tiles share at least.</summary>
    public required PixelSize Overlap { get; init; }

    /// <summary>About this many pixels along each side of a region.</summary>
    public required int RegionSize { get; init; }

    /// <summary>Decoded pixels that a process may hold for it, bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The bands that are read, counted from 1, in the model's order.</summary>
    public required IReadOnlyList<int> Bands { get; init; }

    /// <summary>Value ranges carried to 0–255, one a band; empty: samples are taken as they are.</summary>
    public required IReadOnlyList<BandRange> Ranges { get; init; }

    /// <summary>The area of interest as WKT in continuous pixel space; null: the whole image.</summary>
    public string? AreaPixels { get; init; }

    /// <summary>Tiles in one run of the model; null: what is usual on the device.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Bytes of one decoded pixel, mask included.</summary>
    [JsonIgnore]
    public int BytesPerPixel => (Bands.Count * SampleType.Bytes()) + (HasMask ? 1 : 0);
}
