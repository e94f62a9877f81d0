namespace RedKube.Core.Imagery;

/// <summary>How an image is to be read.</summary>
public sealed record RasterReadOptions
{
    /// <summary>The bands to read, counted from 1, in the order in which they are wanted; null: all that are not alpha.</summary>
    public IReadOnlyList<int>? Bands { get; init; }

    /// <summary>Which pixels count as missing.</summary>
    public NodataChoice Nodata { get; init; } = NodataChoice.FromFile;

    /// <summary>Height above the ellipsoid in metres for images placed by RPCs; null: the RPCs' own height offset.</summary>
    public double? HeightMetres { get; init; }

    /// <summary>A digital elevation model for images placed by RPCs, or null.</summary>
    public string? DemPath { get; init; }
}
