using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tiles;

/// <summary>Reads a window of an image, reduced to about the size of a tile, as 8-bit red, green, blue and mask. One thread at a time.</summary>
/// <param name="dataset">The open image.</param>
/// <param name="info">What is known of it.</param>
/// <param name="bands">One band, shown grey, or three.</param>
/// <param name="ranges">Values carried to 0 and 255, one a band; empty: bytes as they are.</param>
/// <param name="palette">Its palette, or null.</param>
internal sealed unsafe class TilePixelsReader(Dataset dataset, ImageInfo info, IReadOnlyList<int> bands, IReadOnlyList<BandRange> ranges, Palette? palette)
{
    private const int AllValid = 0x01;

    // What may be decoded for one tile of an image without overviews: about a second on one core.
    private const long MostDecoded = 64L << 20;
    private const int LeastBlocks = 16;
    private const int MostBlocks = 1024;
    private const double Finer = 1.25;

    /// <summary>Reads a window.</summary>
    /// <param name="window">Pixels of the image.</param>
    /// <param name="size">Pixels of the tile's side.</param>
    /// <returns>Red, green, blue and mask; its rectangle is that of the reduced window, from 0, 0. The caller disposes it.</returns>
    public PixelBlock Read(PixelRect window, int size)
    {
        var reduced = Reduced(info, window, (int)(size * Finer));
        var block = new PixelBlock(new PixelRect(0, 0, reduced.Width, reduced.Height), 3, SampleType.Byte, hasMask: true);
        try
        {
            if (palette is not null)
            {
                ReadPlane(1, window, block, 0, RIOResampleAlg.GRIORA_NearestNeighbour);
                palette.Expand(block, [1, 2, 3], mask: true);
                return block;
            }

            var how = window.Count <= MostDecoded || info.Overviews > 0 ? RIOResampleAlg.GRIORA_Average : RIOResampleAlg.GRIORA_NearestNeighbour;
            ReadMask(window, block);
            for (var i = 0; i < bands.Count; i++)
            {
                if (ranges.Count == 0)
                {
                    ReadPlane(bands[i], window, block, i, how);
                }
                else
                {
                    ReadStretched(bands[i], ranges[i], window, block, i, how);
                }
            }

            for (var i = bands.Count; i < 3; i++)
            {
                Copy(block, i);
            }

            return block;
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    /// <summary>How many samples are read of a window. Without overviews each costs a block: so few are taken that it still does not take long.</summary>
    /// <param name="info">The image.</param>
    /// <param name="window">The window.</param>
    /// <param name="wanted">Samples along a side, if all were cheap.</param>
    internal static PixelSize Reduced(ImageInfo info, PixelRect window, int wanted)
    {
        int width = Math.Min(window.Width, wanted), height = Math.Min(window.Height, wanted);
        if (info.Overviews > 0)
        {
            return new PixelSize(width, height);
        }

        var most = Math.Clamp(MostDecoded / info.Block.Count, LeastBlocks, MostBlocks);
        int across = (window.Width / info.Block.Width) + 1, down = (window.Height / info.Block.Height) + 1;
        while ((long)Math.Min(width, across) * Math.Min(height, down) > most)
        {
            if (Math.Min(width, across) >= Math.Min(height, down))
            {
                width = Math.Max(1, Math.Min(width, across) * 3 / 4);
            }
            else
            {
                height = Math.Max(1, Math.Min(height, down) * 3 / 4);
            }
        }

        return new PixelSize(width, height);
    }

    private void ReadPlane(int number, PixelRect window, PixelBlock block, int plane, RIOResampleAlg how)
    {
        using var band = dataset.GetRasterBand(number);
        Read(band, window, block.Rect, (nint)Plane(block, plane), DataType.GDT_Byte, how);
    }

    private void ReadStretched(int number, BandRange range, PixelRect window, PixelBlock block, int plane, RIOResampleAlg how)
    {
        var count = (int)block.Rect.Count;
        var samples = new float[count];
        using var band = dataset.GetRasterBand(number);
        fixed (float* target = samples)
        {
            Read(band, window, block.Rect, (nint)target, DataType.GDT_Float32, how);
        }

        var gain = 255 / (range.High - range.Low);
        var width = block.Rect.Width;
        for (var row = 0; row < block.Rect.Height; row++)
        {
            var line = Plane(block, plane) + ((long)row * width);
            for (var i = 0; i < width; i++)
            {
                var value = (samples[(row * width) + i] - range.Low) * gain;
                line[i] = float.IsFinite(value) ? (byte)Math.Clamp(value + 0.5f, 0, 255) : (byte)0;
            }
        }
    }

    private void ReadMask(PixelRect window, PixelBlock block)
    {
        using var first = dataset.GetRasterBand(bands[0]);
        if ((first.GetMaskFlags() & AllValid) != 0)
        {
            for (var row = 0; row < block.Rect.Height; row++)
            {
                block.MaskRow(row).Fill(255);
            }

            return;
        }

        using var mask = first.GetMaskBand();
        fixed (byte* target = block.MaskRow(0))
        {
            Read(mask, window, block.Rect, (nint)target, DataType.GDT_Byte, RIOResampleAlg.GRIORA_NearestNeighbour);
        }
    }

    private static void Copy(PixelBlock block, int plane)
    {
        var count = block.Rect.Count;
        Buffer.MemoryCopy(Plane(block, 0), Plane(block, plane), count, count);
    }

    private static byte* Plane(PixelBlock block, int plane) => (byte*)block.Address + (plane * block.Rect.Count);

    private static void Read(Band band, PixelRect window, PixelRect reduced, nint target, DataType type, RIOResampleAlg how)
    {
        using var extra = new RasterIOExtraArg { nVersion = 1, eResampleAlg = how };
        band.ReadRaster(window.X, window.Y, window.Width, window.Height, target, reduced.Width, reduced.Height, type, 0, 0, extra);
    }
}
