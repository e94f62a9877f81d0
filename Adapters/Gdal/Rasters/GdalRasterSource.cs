using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Geolocation;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>Images through GDAL: local files, http(s)://, s3:// and other clouds, /vsi… paths and DRIVER:… names of subdatasets.</summary>
public sealed class GdalRasterSource : IRasterSource
{
    private const uint Raster = 0x02;

    // What GDAL's raster drivers claim although it is text, a vector file or a document as often as not.
    private static readonly HashSet<string> NotMeant =
        new(["XYZ", "GPKG", "PDF", "CAD", "HTTP", "NGW", "WMS", "STACTA", "STACIT", "OGCAPI", "PLMosaic", "MBTiles"], StringComparer.OrdinalIgnoreCase);

    // Parts of other images, which open as images themselves.
    private static readonly string[] SideFiles = [".ovr", ".msk", ".aux.xml", ".aux", ".rrd", ".part"];

    /// <summary>Starts GDAL if nobody did yet.</summary>
    public GdalRasterSource() => GdalRuntime.Initialise();

    /// <inheritdoc/>
    public IRasterReader Open(ImageRef image, RasterReadOptions options) => ReaderOpener.Open(image, options);

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        if (Array.Exists(SideFiles, s => path.EndsWith(s, StringComparison.OrdinalIgnoreCase)) || !File.Exists(path))
        {
            return false;
        }

        try
        {
            return GdalApi.IdentifyDriverEx(path, Raster, null, null) is { } driver && !NotMeant.Contains(driver.ShortName);
        }
        catch (ApplicationException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public IGeolocator? OpenGeolocator(ImageRef image, RasterReadOptions options)
    {
        var address = ImageAddress.Of(image);
        Dataset dataset = ImageOpener.Open(address);
        IGeolocator? locator = null;
        try
        {
            locator = GeolocatorFactory.Open(address, dataset, options);
            return locator;
        }
        finally
        {
            if (locator is null)
            {
                dataset.Dispose();
            }
        }
    }
}
