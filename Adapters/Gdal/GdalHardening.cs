namespace RedKube.Adapters.Gdal;

/// <summary>Takes from GDAL what a server that reads other people's files must not have. It acts on the whole process and cannot be undone. Safe for any number of threads.</summary>
public static class GdalHardening
{
    // Rasters that hold their own pixels and name no other file or server; vectors that are written; what GDAL uses inside.
    private static readonly HashSet<string> Kept = new(
        [
            "GTiff", "COG", "NITF", "JP2OpenJPEG", "JP2KAK", "JP2ECW", "JP2MrSID", "JPEG", "PNG", "WEBP", "BMP", "GIF", "ENVI", "MEM",
            "GPKG", "FlatGeobuf", "GeoJSON", "GeoJSONSeq", "CSV", "Memory",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly Lock Gate = new();
    private static bool applied;

    /// <summary>
    /// Removes every driver that can lead to other files or to the network: VRT, WMS, WCS, HTTP, OAPIF, STACIT, PDF, HDF5, netCDF and all others that are
    /// not known to be harmless. Call it before images are opened.
    /// </summary>
    public static void Apply()
    {
        GdalRuntime.Initialise();
        lock (Gate)
        {
            if (applied)
            {
                return;
            }

            applied = true;
            for (var i = GdalApi.GetDriverCount() - 1; i >= 0; i--)
            {
                using var driver = GdalApi.GetDriver(i);
                if (!Kept.Contains(driver.ShortName))
                {
                    driver.Deregister();
                }
            }
        }
    }
}
