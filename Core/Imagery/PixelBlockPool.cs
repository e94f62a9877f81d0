using System.Runtime.InteropServices;
using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>
/// Makes blocks over native memory that is used again: fresh memory would cost a page fault every 4 KB. All blocks have room for the same number of bytes,
/// so that those at the edge fit too. Safe for any number of threads.
/// </summary>
/// <param name="size">The most pixels that a block holds.</param>
/// <param name="bands">Number of bands.</param>
/// <param name="type">Type of a sample.</param>
/// <param name="hasMask">Whether there is a mask plane.</param>
public sealed unsafe class PixelBlockPool(PixelSize size, int bands, SampleType type, bool hasMask) : IDisposable
{
    private readonly Lock gate = new();

    // Last in, first out: the memory that was let go last is most likely still in the processor's cache.
    private readonly Stack<nint> free = [];
    private bool disposed;

    /// <summary>Bytes of native memory of one block.</summary>
    public long BlockBytes { get; } = Math.Max(1, size.Count * ((bands * type.Bytes()) + (hasMask ? 1 : 0)));

    /// <summary>Takes a block; its content is undefined. Disposing it gives its memory back to the pool.</summary>
    /// <param name="rect">The pixels, no more than a block holds.</param>
    public PixelBlock Rent(PixelRect rect)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (rect.Count > size.Count)
        {
            throw new ArgumentException($"{rect} is larger than a block of this pool, {size}.", nameof(rect));
        }

        nint memory;
        lock (gate)
        {
            free.TryPop(out memory);
        }

        memory = memory != 0 ? memory : (nint)NativeMemory.AlignedAlloc((nuint)BlockBytes, 64);
        return new PixelBlock(rect, bands, type, hasMask, memory, this);
    }

    /// <summary>Gives all memory back that lies idle; what is still held is given back once its block is disposed.</summary>
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
            if (disposed)
            {
                Trim();
            }
        }
    }

    private void Trim()
    {
        while (free.TryPop(out var memory))
        {
            NativeMemory.AlignedFree((void*)memory);
        }
    }
}
