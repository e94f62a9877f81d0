using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Sample;
using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Cli.Commands;

/// <summary>Writes a synthetic scene and its truth; each file appears whole or not at all.</summary>
internal static class SceneFile
{
    /// <summary>The compressions by the words of --compress.</summary>
    public static (string Word, RasterCompression Value)[] Compressions { get; } =
    [
        ("none", RasterCompression.None), ("deflate", RasterCompression.Deflate), ("lzw", RasterCompression.Lzw),
        ("zstd", RasterCompression.Zstd), ("jpeg", RasterCompression.Jpeg),
    ];

    /// <summary>Writes them.</summary>
    /// <param name="file">The GeoTIFF.</param>
    /// <param name="truth">The truth's file, or null.</param>
    /// <param name="options">What scene.</param>
    /// <param name="compression">How the GeoTIFF is compressed.</param>
    /// <param name="console">Progress.</param>
    /// <param name="mode">How progress is shown.</param>
    /// <param name="cancellation">Stops between blocks; nothing is left then.</param>
    /// <returns>What the scene holds; null where no truth was asked for.</returns>
    /// <exception cref="RedKubeException">RK4001, RK4004: it cannot be written.</exception>
    public static async Task<SceneSummary?> WriteAsync(
        string file, string? truth, SceneOptions options, RasterCompression compression, CliConsole console, ProgressMode mode, CancellationToken cancellation)
    {
        var sampler = new SceneSampler(options);
        var parts = new LatestPart();
        await using (ProgressView.Start(mode, Path.GetFileName(file), parts.State, console, TimeProvider.System))
        {
            await Task.Run(() => WritePixels(file, sampler, options, compression, parts, cancellation), cancellation);
        }

        return truth is null ? null : WriteTruth(truth, sampler, cancellation);
    }

    /// <summary>Says what was made.</summary>
    /// <param name="console">Messages.</param>
    /// <param name="file">The GeoTIFF.</param>
    /// <param name="truth">The truth's file, or null.</param>
    /// <param name="summary">What the scene holds, or null.</param>
    public static void Describe(CliConsole console, string file, string? truth, SceneSummary? summary)
    {
        console.Say($"Scene: {file} ({Quantity.Bytes(new FileInfo(file).Length)})");
        if (summary is not null)
        {
            var counts = string.Join(", ", summary.Counts.Select(static c => $"{c.Key} {Quantity.Count(c.Value)}"));
            console.Say($"Truth: {truth} ({counts}; {Quantity.Count(summary.Difficult)} of them hard to see, counted neither way)");
        }
    }

    private static void WritePixels(string file, SceneSampler sampler, SceneOptions options, RasterCompression compression, LatestPart parts, CancellationToken cancellation)
    {
        var g = sampler.GeoTransform;
        using var writer = RasterWriter.Create(file, new RasterWriteOptions
        {
            Size = new PixelSize(options.Width, options.Height),
            SampleType = sampler.SampleType,
            BlockPixels = SceneSampler.BlockSide,
            Compression = compression,
            Sparse = options.Sparse,
            GeoTransform = new GeoTransform(g[0], g[1], g[2], g[3], g[4], g[5]),
            EpsgCode = sampler.EpsgCode,
        });
        sampler.WritePixels(new ScenePixels(writer), parts, cancellation);
        writer.Complete();
    }

    private static SceneSummary WriteTruth(string truth, SceneSampler sampler, CancellationToken cancellation)
    {
        var part = truth + ".part";
        try
        {
            SceneSummary summary;
            using (var text = new StreamWriter(part))
            {
                summary = sampler.WriteTruth(text, cancellation);
            }

            File.Move(part, truth, overwrite: true);
            return summary;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"{truth} cannot be written: {e.Message} Make sure that its folder is there, can be written and has space.", e);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Remembers the last report; the view looks at it when it likes.</summary>
    private sealed class LatestPart : IProgress<double>
    {
        private double part;

        public ProgressState State() => new("painting", (long)(Volatile.Read(ref part) * 1000), 1000, "", "");

        public void Report(double value) => Volatile.Write(ref part, value);
    }
}
