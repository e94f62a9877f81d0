using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>Opens images. Safe for any number of threads.</summary>
public interface IRasterSource
{
    /// <summary>Opens an image for reading.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Bands, nodata.</param>
    /// <exception cref="Errors.RedKubeException">RK2001 to RK2006, RK2008.</exception>
    IRasterReader Open(ImageRef image, RasterReadOptions options);

    /// <summary>Whether GDAL knows a file as a raster, from its first bytes and its name alone; it may still fail to open. Text and vector files are none.</summary>
    /// <param name="path">A file.</param>
    bool Recognises(string path);

    /// <summary>Makes what carries the image's pixels to the map; null where the image has no georeference.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Height and elevation model for RPCs.</param>
    /// <exception cref="Errors.RedKubeException">RK2010 where the georeference cannot be used.</exception>
    IGeolocator? OpenGeolocator(ImageRef image, RasterReadOptions options);
}
