using OSGeo.GDAL;

namespace RedKube.Adapters.Gdal.Tiles;

/// <summary>Makes pictures of planes, through GDAL's drivers. Safe for any number of threads.</summary>
internal static class TileEncoder
{
    private static readonly Lazy<string> Folder = new(MakeFolder);
    private static long number;

    /// <summary>Makes a picture.</summary>
    /// <param name="planes">Red, green, blue and opacity, one after the other.</param>
    /// <param name="size">Pixels of its side.</param>
    /// <param name="format">png, jpeg or webp.</param>
    public static byte[] Encode(byte[] planes, int size, string format)
    {
        var opaque = format == "jpeg" || planes.AsSpan(3 * size * size).IndexOfAnyExcept((byte)255) < 0;
        var count = opaque ? 3 : 4;
        using var memory = GdalApi.GetDriverByName("MEM");
        using var picture = memory.Create("", size, size, count, DataType.GDT_Byte, null);
        picture.WriteRaster(0, 0, size, size, planes, size, size, count, Enumerable.Range(1, count).ToArray(), 0, 0, 0);
        if (!opaque)
        {
            using var alpha = picture.GetRasterBand(4);
            alpha.SetColorInterpretation(ColorInterp.GCI_AlphaBand);
        }

        // The bindings cannot read GDAL's files in memory; the system's cache holds this one for the moment that it lives.
        var path = Path.Combine(Folder.Value, $"{Interlocked.Increment(ref number)}.{format}");
        try
        {
            var (driver, options) = format switch
            {
                "jpeg" => ("JPEG", new[] { "QUALITY=85" }),
                "webp" => ("WEBP", ["QUALITY=80"]),
                _ => ("PNG", ["ZLEVEL=4"]),
            };
            using var writer = GdalApi.GetDriverByName(driver);
            using (var copy = writer.CreateCopy(path, picture, 0, options, null, null))
            {
                copy.FlushCache();
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".aux.xml");
        }
    }

    // Only this account may look into it, and it goes with the process.
    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("redkube-tiles-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder.FullName;
    }
}
