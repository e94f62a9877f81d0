using OSGeo.GDAL;
using RedKube.Adapters.Gdal;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Geometry;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>Small images with bright squares on a dark ground, which the tests' models find.</summary>
internal static class TestImages
{
    /// <summary>Side of a square, pixels.</summary>
    public const int Square = 20;

    /// <summary>Distance from one square to the next; the first begins at <see cref="First"/>.</summary>
    public const int Step = 150;

    public const int First = 40;

    /// <summary>The upper left corner of the upper left pixel, UTM zone 33 north.</summary>
    public static GeoTransform Place { get; } = new(500_000, 0.5, 0, 5_200_000, 0, -0.5);

    /// <summary>Three bands, 8 bits.</summary>
    public static string Make(string path, int width, int height, bool placed = true, int block = 256)
    {
        var samples = new byte[width * height * 3];
        Array.Fill(samples, (byte)20);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (x % Step is >= First and < First + Square && y % Step is >= First and < First + Square)
                {
                    var at = ((y * width) + x) * 3;
                    samples[at] = 250;
                    samples[at + 1] = (byte)(140 + (x / Step * 7 % 100));
                    samples[at + 2] = (byte)(140 + (y / Step * 11 % 100));
                }
            }
        }

        using var writer = RasterWriter.Create(path, new RasterWriteOptions
        {
            Size = new PixelSize(width, height),
            BlockPixels = block,
            GeoTransform = placed ? Place : null,
            EpsgCode = placed ? 32633 : null,
        });
        writer.Write(new PixelRect(0, 0, width, height), samples);
        writer.Complete();
        return path;
    }

    /// <summary>An image of any type and number of bands, all zero.</summary>
    public static string MakeEmpty(string path, int bands, DataType type, string driver = "GTiff")
    {
        GdalRuntime.Initialise();
        using var dataset = Gdal.GetDriverByName(driver).Create(path, 300, 300, bands, type, []);
        dataset.FlushCache();
        return path;
    }
}
