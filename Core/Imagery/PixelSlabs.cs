using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace RedKube.Core.Imagery;

/// <summary>
/// Native memory for pixels in slabs of one size, some of which the process keeps when an image is done: each page of 4 KB that is touched for the first time
/// costs a fault, on virtual machines up to 15 µs, and the next image needs as many. Safe for any number of threads.
/// </summary>
internal static unsafe class PixelSlabs
{
    /// <summary>Bytes of a slab.</summary>
    public const long Bytes = 8 << 20;

    /// <summary>Slabs that are kept at most: 64 MB, what a machine of few cores has in work.</summary>
    public const int MostKept = 8;

    private static readonly ConcurrentStack<nint> Kept = new();

    /// <summary>Takes a slab; its content is undefined, its address a multiple of 64.</summary>
    public static nint Take() => Kept.TryPop(out var slab) ? slab : (nint)NativeMemory.AlignedAlloc((nuint)Bytes, 64);

    /// <summary>Gives a slab back.</summary>
    /// <param name="slab">What <see cref="Take"/> gave.</param>
    public static void GiveBack(nint slab)
    {
        // Two that give back at once may keep one more.
        if (Kept.Count < MostKept)
        {
            Kept.Push(slab);
        }
        else
        {
            NativeMemory.AlignedFree((void*)slab);
        }
    }
}
