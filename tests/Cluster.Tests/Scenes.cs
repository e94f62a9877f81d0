using System.Collections.Concurrent;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Sample;
using RedKube.Cli.Tests;

namespace RedKube.Cluster.Tests;

/// <summary>Scenes and what `detect` makes of them, each made once for all tests of this process.</summary>
internal static class Scenes
{
    private const int Seed = 30001;
    private static readonly ConcurrentDictionary<int, byte[]> Made = [];
    private static readonly ConcurrentDictionary<string, (byte[] Bytes, string Report)> Detected = new(StringComparer.Ordinal);

    /// <summary>A scene as a file's bytes.</summary>
    /// <param name="side">Its side, pixels.</param>
    public static byte[] OfSide(int side) => Made.GetOrAdd(side, static side =>
    {
        using var folder = new TempFolder();
        SceneFile.Write(new SceneOptions { Width = side, Height = side, Seed = Seed }, folder["scene.tif"], RasterCompression.Deflate);
        return File.ReadAllBytes(folder["scene.tif"]);
    });

    /// <summary>What `detect` makes of a scene.</summary>
    /// <param name="what">Scene and options.</param>
    /// <param name="detect">Finds it out.</param>
    public static async Task<(byte[] Bytes, string Report)> DetectedAsync(string what, Func<Task<(byte[] Bytes, string Report)>> detect)
    {
        if (!Detected.TryGetValue(what, out var known))
        {
            Detected[what] = known = await detect();
        }

        return known;
    }
}
