namespace RedKube.Dashboard.Api;

/// <summary>What a job would do, before it starts.</summary>
public sealed record PlanView
{
    /// <summary>Columns of the image.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the image.</summary>
    public required int Height { get; init; }

    /// <summary>Tiles to look at.</summary>
    public required long Tiles { get; init; }

    /// <summary>Columns of a tile, image pixels.</summary>
    public required int TileWidth { get; init; }

    /// <summary>Rows of a tile, image pixels.</summary>
    public required int TileHeight { get; init; }

    /// <summary>Left edges of tile columns, pixels; empty where there are more than 2,000.</summary>
    public required IReadOnlyList<int> TileX { get; init; }

    /// <summary>Upper edges of tile rows, pixels; empty where there are more than 2,000.</summary>
    public required IReadOnlyList<int> TileY { get; init; }

    /// <summary>Regions with a tile to look at.</summary>
    public required int Regions { get; init; }

    /// <summary>Bytes of decoded pixels.</summary>
    public required long Bytes { get; init; }

    /// <summary>Decodes per block of the file; 1 is perfect.</summary>
    public required double ReadFactor { get; init; }

    /// <summary>Seconds that one run of the model took on this machine, a tile; null where it could not be measured.</summary>
    public double? SecondsPerTile { get; init; }

    /// <summary>Expected seconds on this machine alone; null where nothing could be measured.</summary>
    public double? ExpectedSeconds { get; init; }

    /// <summary>What runs the model.</summary>
    public string? Device { get; init; }

    /// <summary>What the user may want to change.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
