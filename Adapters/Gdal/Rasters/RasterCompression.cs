namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>How the blocks of a written GeoTIFF are compressed.</summary>
public enum RasterCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>DEFLATE with the horizontal predictor.</summary>
    Deflate,

    /// <summary>LZW with the horizontal predictor.</summary>
    Lzw,

    /// <summary>Zstandard with the horizontal predictor.</summary>
    Zstd,

    /// <summary>JPEG, quality 90, for 8-bit samples of one or three bands; what is read back differs slightly.</summary>
    Jpeg,
}
