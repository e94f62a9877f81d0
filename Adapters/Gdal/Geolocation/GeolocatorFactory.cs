using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Geolocation;

/// <summary>Makes what carries an image's pixels to the map, and explains why it cannot.</summary>
internal static class GeolocatorFactory
{
    /// <summary>Makes it; it then owns the dataset. Null where the image has no place on the map; the dataset stays the caller's.</summary>
    /// <param name="address">The image.</param>
    /// <param name="dataset">The open image.</param>
    /// <param name="options">Height and elevation model for RPCs.</param>
    /// <exception cref="RedKubeException">RK2010 where what is there, or was asked for, cannot be used; RK2008 where the elevation model's storage is away.</exception>
    public static IGeolocator? Open(ImageAddress address, Dataset dataset, RasterReadOptions options)
    {
        var asked = options.HeightMetres is not null || options.DemPath is not null;
        var place = Georeference.Of(dataset, preferRpc: asked);

        // A wrong name is one even where no elevation model is needed.
        var given = options.DemPath is { } path ? OpenableDem(path) : null;
        var dem = place.Method == "rpc" ? given : null;
        IGeolocator? locator;
        try
        {
            locator = place.Open(dataset, options.HeightMetres, dem, dataset);
        }
        catch (ApplicationException e)
        {
            throw new RedKubeException(
                ErrorCode.GeoreferenceUnusable,
                $"{address.PublicUri}: its georeference ({place.Method}, {place.CrsName}) cannot be used. GDAL says: {address.Clean(e.Message)}. "
                    + "Expected one that carries every pixel to its own place on the Earth; mend it with gdal_edit or take it out with gdal_edit -unsetgt.",
                e);
        }

        if (locator is not null)
        {
            CheckCentre(address, dataset, place, locator, dem);
        }

        return locator;
    }

    private static string OpenableDem(string path)
    {
        var address = ImageAddress.Of(new ImageRef(path));
        try
        {
            using var dem = ImageOpener.Open(address);
            return address.Path;
        }
        catch (RedKubeException e)
        {
            // What may mend itself keeps its code, and so is tried again.
            var code = e.Kind is FailureKind.BadInput or FailureKind.Unsupported ? ErrorCode.GeoreferenceUnusable : e.Code;
            throw new RedKubeException(code, $"The elevation model cannot be used: {e.Message}", e);
        }
    }

    // A transform that is not one to one, or an elevation model of elsewhere, shows itself only once a point is carried.
    private static void CheckCentre(ImageAddress address, Dataset dataset, Georeference place, IGeolocator locator, string? dem)
    {
        Span<PixelPoint> centre = [new(dataset.RasterXSize / 2.0, dataset.RasterYSize / 2.0)];
        Span<LonLat> map = stackalloc LonLat[1];
        locator.ToMap(centre, map);
        var back = new PixelPoint[1];
        locator.ToPixels(map, back);
        if (!double.IsNaN(map[0].Lon) && !double.IsNaN(back[0].X))
        {
            return;
        }

        locator.Dispose();
        var why = dem is not null
            ? $"the elevation model {new ImageRef(dem).PublicUri} has no height where the image's centre lies. Expected one that covers the image; name another with --dem, or a height with --height."
            : $"its georeference ({place.Method}, {place.CrsName}) gives the image's centre no place on the Earth. Expected one that does; mend it with gdal_edit.";
        throw new RedKubeException(ErrorCode.GeoreferenceUnusable, $"{address.PublicUri}: {why}");
    }
}
