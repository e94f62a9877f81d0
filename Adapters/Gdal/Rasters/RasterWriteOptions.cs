using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>What a written GeoTIFF is like. Tiled, all bands of a pixel side by side, BigTIFF where it may grow beyond 4 GB.</summary>
public sealed record RasterWriteOptions
{
    /// <summary>Columns and rows.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Number of bands; three are red, green and blue.</summary>
    public int Bands { get; init; } = 3;

    /// <summary>Type of a sample.</summary>
    public SampleType SampleType { get; init; } = SampleType.Byte;

    /// <summary>Edge of a block, a multiple of 16.</summary>
    public int BlockPixels { get; init; } = 512;

    /// <summary>How blocks are compressed.</summary>
    public RasterCompression Compression { get; init; } = RasterCompression.Deflate;

    /// <summary>Whether blocks that are never written, or are all zero, take no space.</summary>
    public bool Sparse { get; init; }

    /// <summary>Where the image lies, in the units of <see cref="EpsgCode"/>; null: no georeference.</summary>
    public GeoTransform? GeoTransform { get; init; }

    /// <summary>The coordinate reference system's EPSG code, or null.</summary>
    public int? EpsgCode { get; init; }

    /// <summary>The value that marks missing pixels, or null.</summary>
    public double? Nodata { get; init; }

    /// <summary>Tags by name, for example TIFFTAG_DATETIME.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
