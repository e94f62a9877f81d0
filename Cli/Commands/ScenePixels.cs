using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Sample;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Commands;

/// <summary>Writes a scene's blocks to a GeoTIFF; changes them from band after band to pixel after pixel.</summary>
/// <param name="writer">The file.</param>
internal sealed class ScenePixels(RasterWriter writer) : ISceneTarget
{
    private byte[] bytes = [];
    private ushort[] words = [];

    /// <inheritdoc/>
    public void Write(PixelBlock block)
    {
        if (block.SampleType == SampleType.Byte)
        {
            writer.Write(block.Rect, Interleave(block, ref bytes));
        }
        else
        {
            writer.Write(block.Rect, Interleave(block, ref words));
        }
    }

    private static ReadOnlySpan<T> Interleave<T>(PixelBlock block, ref T[] samples)
        where T : unmanaged
    {
        var count = checked((int)block.Rect.Count * block.Bands);
        if (samples.Length < count)
        {
            samples = new T[count];
        }

        for (var band = 0; band < block.Bands; band++)
        {
            for (var row = 0; row < block.Rect.Height; row++)
            {
                var from = block.Row<T>(band, row);
                var at = (row * block.Rect.Width * block.Bands) + band;
                foreach (var sample in from)
                {
                    samples[at] = sample;
                    at += block.Bands;
                }
            }
        }

        return samples.AsSpan(0, count);
    }
}
