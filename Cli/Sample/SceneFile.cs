using System.Text;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Cli.Sample;

/// <summary>Writes a synthetic scene as a GeoTIFF, and its ground truth as GeoJSON.</summary>
public static class SceneFile
{
    /// <summary>Makes a scene. Both files appear when they are whole; an existing one is replaced.</summary>
    /// <param name="options">What scene to make.</param>
    /// <param name="path">The GeoTIFF.</param>
    /// <param name="compression">How its blocks are compressed.</param>
    /// <param name="truthPath">The GeoJSON, or null for none.</param>
    /// <param name="progress">Told the part of the pixels that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between blocks and objects; nothing is left behind.</param>
    /// <returns>What the truth holds, or null where none was asked for.</returns>
    /// <exception cref="RedKubeException">RK1001 an option outside its range, RK1002 a compression that does not fit, RK4001 or RK4004 where a file cannot be written.</exception>
    public static SceneSummary? Write(
        SceneOptions options,
        string path,
        RasterCompression compression,
        string? truthPath = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var sampler = new SceneSampler(options);
        using var writer = RasterWriter.Create(path, new RasterWriteOptions
        {
            Size = new PixelSize(options.Width, options.Height),
            SampleType = sampler.SampleType,
            BlockPixels = SceneSampler.BlockSide,
            Compression = compression,
            Sparse = options.Sparse,
            GeoTransform = sampler.GeoTransform,
            EpsgCode = sampler.EpsgCode,
        });
        sampler.WritePixels(new Target(writer), progress, cancellationToken);
        var summary = truthPath is null ? null : WriteTruth(sampler, truthPath, cancellationToken);
        writer.Complete();
        return summary;
    }

    private static SceneSummary WriteTruth(SceneSampler sampler, string path, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        try
        {
            SceneSummary summary;
            using (var output = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16))
            {
                summary = sampler.WriteTruth(output, cancellationToken);
            }

            File.Move(unfinished, path, overwrite: true);
            return summary;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RedKubeException(
                ErrorCode.OutputNotWritable, $"{path} cannot be written: {e.Message} Make sure that its folder is there, can be written and has space.", e);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    private sealed class Target(RasterWriter writer) : ISceneTarget
    {
        public void Write(PixelRect rect, ReadOnlySpan<byte> samples) => writer.Write(rect, samples);

        public void Write(PixelRect rect, ReadOnlySpan<ushort> samples) => writer.Write(rect, samples);
    }
}
