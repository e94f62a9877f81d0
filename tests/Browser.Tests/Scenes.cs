using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Sample;

namespace RedKube.Browser.Tests;

/// <summary>Scenes to search.</summary>
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
}
