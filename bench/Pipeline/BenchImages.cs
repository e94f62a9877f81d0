using System.Diagnostics;
using RedKube.Adapters.Gdal;
using RedKube.Cli;
using RedKube.Cli.Terminal;

namespace RedKube.Bench.Pipeline;

/// <summary>Images for benchmarks, made once in a folder that is kept (REDKUBE_BENCH, else the system's temporary folder).</summary>
internal static class BenchImages
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("REDKUBE_BENCH") ?? Path.Combine(Path.GetTempPath(), "redkube-bench-images");

    /// <summary>A synthetic scene: 3 × Byte, blocks of 512.</summary>
    public static async Task<string> SceneAsync(int width, int height, string compress, bool sparse)
    {
        GdalRuntime.Initialise();
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, $"scene-{width}x{height}-{compress}{(sparse ? "-sparse" : "")}.tif");
        if (File.Exists(path))
        {
            return path;
        }

        List<string> words = ["sample", "scene", path, "--width", $"{width}", "--height", $"{height}", "--seed", "99", "--compress", compress, "--progress", "none"];
        if (sparse)
        {
            words.Add("--sparse");
        }

        using var stop = new StopSignal(static _ => { });
        return await CommandLine.RunAsync(words, CliConsole.OfProcess(), stop) == 0 ? path : throw new InvalidOperationException("The scene could not be made.");
    }

    /// <summary>The same pixels in strips of one row.</summary>
    public static async Task<string> StripsAsync(string scene)
    {
        var path = Path.ChangeExtension(scene, ".strips.tif");
        if (!File.Exists(path))
        {
            using var process = Process.Start("gdal_translate", ["-q", "-co", "TILED=NO", "-co", "BLOCKYSIZE=1", "-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=2", "-co", "NUM_THREADS=ALL_CPUS", scene, path]);
            await process.WaitForExitAsync();
        }

        return path;
    }
}
