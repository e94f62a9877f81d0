namespace MaxRev.Gdal.Core;

/// <summary>Start-up as in the package. The system's libgdal knows its own data folders, so that nothing needs to be looked for.</summary>
public static class GdalBase
{
    public static bool IsConfigured { get; private set; }

    public static bool EnableRuntimeValidation { get; set; } = true;

    public static void ConfigureGdalDrivers(string gdalDataFolder = null)
    {
        ConfigureGdalData(gdalDataFolder);
        OSGeo.GDAL.Gdal.AllRegister();
    }

    public static void ConfigureGdalData(string gdalDataFolder = null)
    {
        if (gdalDataFolder is not null)
        {
            OSGeo.GDAL.Gdal.SetConfigOption("GDAL_DATA", gdalDataFolder);
        }
    }

    public static void ConfigureAll()
    {
        if (!IsConfigured)
        {
            ConfigureGdalDrivers();
            IsConfigured = true;
        }
    }
}
