using System.Runtime.InteropServices;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Adapters.Onnx.Tests.Models;

/// <summary>A small image in memory: one value a band, with a bright rectangle; and tiles of it.</summary>
internal sealed class Scene(PixelSize size, SampleType type = SampleType.Byte, int bands = 3, bool hasMask = false) : IDisposable
{
    private readonly PixelBlock block = new(new PixelRect(0, 0, size.Width, size.Height), bands, type, hasMask);

    /// <summary>Paints a rectangle of one band.</summary>
    public Scene Paint(int band, PixelRect rect, double value)
    {
        for (var y = rect.Y; y < rect.Bottom; y++)
        {
            switch (type)
            {
                case SampleType.Byte:
                    Row<byte>(band, y).Slice(rect.X, rect.Width).Fill((byte)value);
                    break;
                case SampleType.UInt16:
                    Row<ushort>(band, y).Slice(rect.X, rect.Width).Fill((ushort)value);
                    break;
                case SampleType.Int16:
                    Row<short>(band, y).Slice(rect.X, rect.Width).Fill((short)value);
                    break;
                default:
                    Row<float>(band, y).Slice(rect.X, rect.Width).Fill((float)value);
                    break;
            }
        }

        return this;
    }

    /// <summary>Says of a rectangle whether its pixels are there.</summary>
    public Scene Mask(PixelRect rect, bool there)
    {
        for (var y = rect.Y; y < rect.Bottom; y++)
        {
            block.MaskRow(y).Slice(rect.X, rect.Width).Fill(there ? (byte)255 : (byte)0);
        }

        return this;
    }

    public Scene Background(params double[] values)
    {
        for (var band = 0; band < values.Length; band++)
        {
            Paint(band, block.Rect, values[band]);
        }

        return this;
    }

    public TilePixels Pixels(PixelRect rect) => new(rect, rect.Intersect(block.Rect), [block]);

    public static Tile TileAt(PixelRect rect, long index = 0) => new(index, 0, 0, rect);

    public void Dispose() => block.Dispose();

    private Span<T> Row<T>(int band, int y)
        where T : unmanaged
    {
        var row = block.Row<T>(band, y);
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(row), row.Length);
    }
}
