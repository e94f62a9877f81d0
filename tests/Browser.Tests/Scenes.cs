using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Sample;
using RedKube.Core.Geometry;

namespace RedKube.Browser.Tests;

/// <summary>Images to search.</summary>
internal static class Scenes
{
    /// <summary>Writes a square scene as a GeoTIFF.</summary>
    /// <param name="path">The file.</param>
    /// <param name="side">Pixels of a side.</param>
    /// <param name="compression">Without it, the file is as long as its pixels.</param>
    public static string Write(string path, int side, RasterCompression compression = RasterCompression.Deflate)
    {
        SceneFile.Write(new SceneOptions { Width = side, Height = side, Seed = 5 }, path, compression);
        return path;
    }

    /// <summary>Writes an image that takes minutes to search, small as a file: all of it is black.</summary>
    /// <param name="path">The file.</param>
    public static string WriteVast(string path)
    {
        using var writer = RasterWriter.Create(path, new RasterWriteOptions { Size = new PixelSize(20_000, 20_000), Sparse = true });
        writer.Complete();
        return path;
    }

    /// <summary>Spoils a part of a file's pixels, as a bad disk does.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Puts back what was there.</returns>
    public static Action Spoil(string path)
    {
        var whole = File.ReadAllBytes(path);
        var written = File.GetLastWriteTimeUtc(path);
        var spoilt = (byte[])whole.Clone();
        spoilt.AsSpan(whole.Length / 2, whole.Length / 10).Clear();
        Put(spoilt);
        return () => Put(whole);

        void Put(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            File.SetLastWriteTimeUtc(path, written);
        }
    }
}
