using System.Text.Json.Serialization;
using RedKube.Core.Imagery;
using RedKube.Core.Merging;
using RedKube.Core.Planning;

namespace RedKube.Core.Jobs;

/// <summary>Everything that a user can choose and that decides a job's result: all of it goes into the job key.</summary>
public sealed record DetectOptions
{
    /// <summary>Side of a tile in image pixels; null: the model's input, 1024 where that is of any size.</summary>
    public int? TileSize { get; init; }

    /// <summary>What neighbouring tiles share at least.</summary>
    public TileOverlap Overlap { get; init; } = TileOverlap.Default;

    /// <summary>About this many pixels along each side of a region, 256 or more.</summary>
    public int RegionSize { get; init; } = 8192;

    /// <summary>Scores below this are not reported, 0 to 1; null: the card's, else 0.25.</summary>
    public float? Confidence { get; init; }

    /// <summary>Names of the classes to report; null: all.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Tiles in one run of the model; null: 1 on CPU, 8 on GPU.</summary>
    public int? BatchSize { get; init; }

    /// <summary>auto, cpu, cuda, cuda:N or tensorrt.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>What becomes of detections of different tiles that overlap.</summary>
    public MergeRule Merge { get; init; } = MergeRule.Nms;

    /// <summary>How overlap is measured.</summary>
    public OverlapMetric Metric { get; init; } = OverlapMetric.Iou;

    /// <summary>Overlap from which two detections count as one object, above 0 to 1.</summary>
    public double MergeThreshold { get; init; } = 0.5;

    /// <summary>Whether detections of different classes are compared too.</summary>
    public bool ClassAgnostic { get; init; }

    /// <summary>Area of interest on the map as WKT, lon/lat in WGS 84; null: the whole image. The content, never a path.</summary>
    public string? Area { get; init; }

    /// <summary>Area of interest in continuous pixel space as WKT; null: the whole image. The content, never a path.</summary>
    public string? AreaPixels { get; init; }

    /// <summary>Bands to read, counted from 1, in order; null: the card's, else all that are not alpha.</summary>
    public IReadOnlyList<int>? Bands { get; init; }

    /// <summary>Range adjustment: none, minmax, percentile or LO,HI; null: the card's, else none for Byte and percentile for all others.</summary>
    public string? Range { get; init; }

    /// <summary>Which pixels count as missing.</summary>
    public NodataChoice Nodata { get; init; } = NodataChoice.FromFile;

    /// <summary>Height above the ellipsoid in metres for images placed by RPCs; null: the RPCs' own.</summary>
    public double? HeightMetres { get; init; }

    /// <summary>Elevation model for images placed by RPCs, or null. Its address may carry credentials, which are never stored.</summary>
    [JsonConverter(typeof(PublicUriConverter))]
    public string? DemPath { get; init; }

    /// <summary>How the image is to be read.</summary>
    /// <param name="bands">The bands that were decided on; null: all that are not alpha.</param>
    public RasterReadOptions ReadOptions(IReadOnlyList<int>? bands) => new() { Bands = bands, Nodata = Nodata, HeightMetres = HeightMetres, DemPath = DemPath };
}
