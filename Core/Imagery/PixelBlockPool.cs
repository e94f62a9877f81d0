using System.Runtime.InteropServices;
using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>
/// Makes blocks over native memory that is used again. All blocks have room for the same number of bytes, so that those at the edge fit too; those of
/// less than half a slab share slabs, which images that come later use again. Safe for any number of threads.
/// </summary>
/// <param name="size">The most pixels that a block holds.</param>
/// <param name="bands">Number of bands.</param>
/// <param name="type">Type of a sample.</param>
/// <param name="hasMask">Whether there is a mask plane.</param>
public sealed unsafe class PixelBlockPool(PixelSize size, int bands, SampleType type, bool hasMask) : IDisposable
{
    private const long Alignment = 64;

    private readonly Lock gate = new();

    // Last in, first out: the memory that was let go last is most likely still in the processor's cache.
    private readonly Stack<nint> free = [];
    private readonly List<nint> slabs = [];
    private int rented;
    private bool disposed;

    /// <summary>Bytes of native memory of one block.</summary>
    public long BlockBytes { get; } = Math.Max(1, size.Count * ((bands * type.Bytes()) + (hasMask ? 1 : 0)));

    private long Stride => (BlockBytes + Alignment - 1) / Alignment * Alignment;

    private bool SharesSlabs => Stride <= PixelSlabs.Bytes / 2;

    /// <summary>Takes a block; its content is undefined. Disposing it gives its memory back to the pool.</summary>
    /// <param name="rect">The pixels, no more than a block holds.</param>
    public PixelBlock Rent(PixelRect rect)
    {
        if (rect.Count > size.Count)
        {
            throw new ArgumentException($"{rect} is larger than a block of this pool, {size}.", nameof(rect));
        }

        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (free.Count == 0)
            {
                TakeSlab();
            }

            rented++;
            return new PixelBlock(rect, bands, type, hasMask, free.Pop(), this);
        }
    }

    /// <summary>Gives all memory back, as soon as the last block that is still held is disposed.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            Trim();
        }
    }

    /// <summary>Takes the memory of a block back.</summary>
    /// <param name="memory">What <see cref="Rent"/> gave.</param>
    internal void Return(nint memory)
    {
        lock (gate)
        {
            free.Push(memory);
            rented--;
            Trim();
        }
    }

    private void TakeSlab()
    {
        var slab = SharesSlabs ? PixelSlabs.Take() : (nint)NativeMemory.AlignedAlloc((nuint)BlockBytes, (nuint)Alignment);
        slabs.Add(slab);
        for (var i = SharesSlabs ? (PixelSlabs.Bytes / Stride) - 1 : 0; i >= 0; i--)
        {
            free.Push((nint)(slab + (i * Stride)));
        }
    }

    private void Trim()
    {
        if (!disposed || rented > 0)
        {
            return;
        }

        foreach (var slab in slabs)
        {
            if (SharesSlabs)
            {
                PixelSlabs.GiveBack(slab);
            }
            else
            {
                NativeMemory.AlignedFree((void*)slab);
            }
        }

        free.Clear();
        slabs.Clear();
    }
}
