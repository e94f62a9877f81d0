using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Tests;

/// <summary>Images with bright squares on dark ground: one square of 20 pixels every 150, so at most one in a tile of 128.</summary>
internal static class Scenes
{
    public const int Square = 20;
    public const int Step = 150;
    public const int First = 40;

    /// <summary>The upper left corner of the upper left pixel, UTM zone 33 north.</summary>
    public static GeoTransform Place { get; } = new(500_000, 0.5, 0, 5_200_000, 0, -0.5);

    public static string Make(string path, int width, int height, bool placed = true)
    {
        var samples = new byte[width * height * 3];
        Array.Fill(samples, (byte)20);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (x % Step is >= First and < First + Square && y % Step is >= First and < First + Square)
                {
                    samples.AsSpan(((y * width) + x) * 3, 3).Fill(250);
                }
            }
        }

        using var writer = RasterWriter.Create(path, new RasterWriteOptions
        {
            Size = new PixelSize(width, height),
            BlockPixels = 256,
            GeoTransform = placed ? Place : null,
            EpsgCode = placed ? 32633 : null,
        });
        writer.Write(new PixelRect(0, 0, width, height), samples);
        writer.Complete();
        return path;
    }

    /// <summary>The squares of an image.</summary>
    public static int Count(int width, int height) => ((width - First - Square) / Step + 1) * (((height - First - Square) / Step) + 1);
}
