using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Sample;
using RedKube.Cli.Terminal;

namespace RedKube.Cli.Commands;

/// <summary>Makes a synthetic scene and its truth, with progress.</summary>
internal static class SceneMaker
{
    /// <summary>The compressions by the words of --compress.</summary>
    public static (string Word, RasterCompression Value)[] Compressions { get; } =
    [
        ("none", RasterCompression.None), ("deflate", RasterCompression.Deflate), ("lzw", RasterCompression.Lzw),
        ("zstd", RasterCompression.Zstd), ("jpeg", RasterCompression.Jpeg),
    ];

    /// <summary>Makes it and says what was made.</summary>
    /// <param name="options">What scene.</param>
    /// <param name="file">The GeoTIFF.</param>
    /// <param name="truth">The truth's file, or null.</param>
    /// <param name="compression">How the GeoTIFF is compressed.</param>
    /// <param name="console">Progress and messages.</param>
    /// <param name="mode">How progress is shown.</param>
    /// <param name="cancellation">Stops between blocks; nothing is left then.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK4001, RK4004: it cannot be written.</exception>
    public static async Task MakeAsync(
        SceneOptions options, string file, string? truth, RasterCompression compression, CliConsole console, ProgressMode mode, CancellationToken cancellation)
    {
        var part = new LatestPart();
        SceneSummary? summary;
        await using (ProgressView.Start(mode, Path.GetFileName(file), part.State, console, TimeProvider.System))
        {
            summary = await Task.Run(() => SceneFile.Write(options, file, compression, truth, part, cancellation), cancellation);
        }

        console.Say($"Scene: {file} ({Quantity.Count(options.Width)} × {Quantity.Count(options.Height)} pixels, {Quantity.Bytes(new FileInfo(file).Length)})");
        if (summary is not null)
        {
            var counts = string.Join(", ", summary.Counts.Select(static c => $"{c.Key} {Quantity.Count(c.Value)}"));
            console.Say($"Truth: {truth} ({counts}; {Quantity.Count(summary.Difficult)} of them hard to see, counted neither way)");
        }
    }

    /// <summary>Remembers the last report; the view looks at it when it likes.</summary>
    private sealed class LatestPart : IProgress<double>
    {
        private double part;

        public ProgressState State() => new("drawing", (long)(Volatile.Read(ref part) * 1000), 1000, "", "");

        public void Report(double value) => Volatile.Write(ref part, value);
    }
}
