namespace RedKube.Dashboard.Api;

/// <summary>The options of a job, spelled as on the command line.</summary>
public sealed record JobOptions
{
    /// <summary>Side of a tile in image pixels, 1 to 65,536; null: the model's input.</summary>
    public int? TileSize { get; init; }

    /// <summary>Pixels ("128") or per cent ("20%"); null: 20 %.</summary>
    public string? Overlap { get; init; }

    /// <summary>Side of a region in pixels; null: 8192.</summary>
    public int? RegionSize { get; init; }

    /// <summary>0 to 1; null: the card's, else 0.25.</summary>
    public float? Confidence { get; init; }

    /// <summary>Names of the classes to report; null: all.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Tiles in one run of the model, 1 to 1024.</summary>
    public int? BatchSize { get; init; }

    /// <summary>auto, cpu, cuda, cuda:N or tensorrt; null: auto.</summary>
    public string? Device { get; init; }

    /// <summary>nms, soft-nms, nmm, wbf or none; null: nms.</summary>
    public string? Merge { get; init; }

    /// <summary>iou or ios; null: iou.</summary>
    public string? Metric { get; init; }

    /// <summary>Above 0, to 1; null: 0.5.</summary>
    public double? MergeThreshold { get; init; }

    /// <summary>Whether classes are compared with each other.</summary>
    public bool ClassAgnostic { get; init; }

    /// <summary>Area of interest, WKT in lon lat.</summary>
    public string? Area { get; init; }

    /// <summary>Area of interest, WKT in pixels.</summary>
    public string? AreaPixels { get; init; }

    /// <summary>Bands to read, counted from 1.</summary>
    public IReadOnlyList<int>? Bands { get; init; }

    /// <summary>none, minmax, percentile or LO,HI.</summary>
    public string? Range { get; init; }

    /// <summary>A number, or none; null: what the file says.</summary>
    public string? Nodata { get; init; }

    /// <summary>Metres above the ellipsoid, for RPCs.</summary>
    public double? Height { get; init; }
}
