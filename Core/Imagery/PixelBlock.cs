using System.Runtime.InteropServices;
using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>
/// Samples of a rectangle of an image in native memory: band after band (planar), rows from top to bottom, no gaps; then, where
/// the image can have missing pixels, one mask byte a pixel (0 missing, 255 there). Written by one reader, then read by many; whoever holds it last
/// must dispose it.
/// </summary>
public sealed unsafe class PixelBlock : IDisposable
{
    private readonly PixelBlockPool? pool;
    private nint memory;

    /// <summary>Takes memory for a rectangle; its content is undefined.</summary>
    /// <param name="rect">The pixels, inside the image.</param>
    /// <param name="bands">Number of bands.</param>
    /// <param name="type">Type of a sample.</param>
    /// <param name="hasMask">Whether there is a mask plane.</param>
    public PixelBlock(PixelRect rect, int bands, SampleType type, bool hasMask)
        : this(rect, bands, type, hasMask, 0, null) => memory = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(Bytes, 1), 64);

    /// <summary>Lays a block over memory of a pool.</summary>
    internal PixelBlock(PixelRect rect, int bands, SampleType type, bool hasMask, nint memory, PixelBlockPool? pool)
    {
        Rect = rect;
        Bands = bands;
        SampleType = type;
        HasMask = hasMask;
        Bytes = rect.Count * ((bands * type.Bytes()) + (hasMask ? 1 : 0));
        this.memory = memory;
        this.pool = pool;
    }

    /// <summary>The pixels of the image that it holds.</summary>
    public PixelRect Rect { get; }

    /// <summary>Number of bands.</summary>
    public int Bands { get; }

    /// <summary>Type of a sample.</summary>
    public SampleType SampleType { get; }

    /// <summary>Whether there is a mask plane.</summary>
    public bool HasMask { get; }

    /// <summary>Bytes of native memory.</summary>
    public long Bytes { get; }

    /// <summary>The address of the first sample, for native readers.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(memory == 0, this);
            return memory;
        }
    }

    /// <summary>One row of one band, as samples.</summary>
    /// <typeparam name="T">byte, ushort, short or float, as <see cref="SampleType"/> says.</typeparam>
    /// <param name="band">Counted from 0.</param>
    /// <param name="row">Counted from the block's first row.</param>
    public ReadOnlySpan<T> Row<T>(int band, int row)
        where T : unmanaged => new((T*)Address + (Rect.Count * band) + ((long)row * Rect.Width), Rect.Width);

    /// <summary>One row of the mask: 0 missing, 255 there.</summary>
    /// <param name="row">Counted from the block's first row.</param>
    public Span<byte> MaskRow(int row) =>
        HasMask
            ? new Span<byte>((byte*)Address + (Rect.Count * Bands * SampleType.Bytes()) + ((long)row * Rect.Width), Rect.Width)
            : throw new InvalidOperationException("This block has no mask.");

    /// <summary>Copies the samples and the mask that another block holds of the same pixels.</summary>
    /// <param name="part">A block of the same bands, type and mask; its rectangle lies inside this one's.</param>
    public void CopyFrom(PixelBlock part)
    {
        if (part.Rect.Intersect(Rect) != part.Rect || part.Bands != Bands || part.SampleType != SampleType || part.HasMask != HasMask)
        {
            throw new ArgumentException($"{part.Rect} is no part of {Rect} with the same bands, type and mask.", nameof(part));
        }

        int x = part.Rect.X - Rect.X, y = part.Rect.Y - Rect.Y, sample = SampleType.Bytes();
        for (var row = 0; row < part.Rect.Height; row++)
        {
            for (var band = 0; band < Bands; band++)
            {
                var from = (byte*)part.Address + ((part.Rect.Count * band) + ((long)row * part.Rect.Width)) * sample;
                var to = (byte*)Address + ((Rect.Count * band) + ((long)(row + y) * Rect.Width) + x) * sample;
                Buffer.MemoryCopy(from, to, (long)part.Rect.Width * sample, (long)part.Rect.Width * sample);
            }

            if (HasMask)
            {
                part.MaskRow(row).CopyTo(MaskRow(row + y)[x..]);
            }
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        var given = Interlocked.Exchange(ref memory, 0);
        if (given == 0)
        {
            return;
        }

        if (pool is null)
        {
            NativeMemory.AlignedFree((void*)given);
        }
        else
        {
            pool.Return(given);
        }
    }
}
