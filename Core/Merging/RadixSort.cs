using System.Runtime.CompilerServices;

namespace RedKube.Core.Merging;

/// <summary>Least-significant-digit radix sort of 64-bit entries whose upper half is the key; stable, so ties keep their order.</summary>
internal static class RadixSort
{
    private const int FewDigitBits = 11;

    // Where entries outgrow the cache, writing to 2,048 places in turn misses it and the table of pages; to 256 it does not.
    private const int ManyDigitBits = 8;
    private const int Many = 1 << 18;

    // So few are sorted before 2,048 counters are even cleared.
    private const int Few = 1 << 11;
    private const int VeryFew = 32;

    /// <summary>Sorts by the upper 32 bits. The lower 32 bits are carried along.</summary>
    /// <param name="entries">Sorted in place.</param>
    /// <param name="buffers">Room beside them.</param>
    [SkipLocalsInit]
    public static void ByUpperHalf(Span<ulong> entries, MergeBuffers buffers)
    {
        if (entries.Length <= VeryFew)
        {
            Insert(entries);
            return;
        }

        Span<ulong> from = entries, to = buffers.Scratch(entries.Length);
        var bits = entries.Length is < Few or >= Many ? ManyDigitBits : FewDigitBits;
        Span<int> counts = stackalloc int[1 << bits];
        for (var shift = 32; shift < 64; shift += bits)
        {
            if (Pass(from, to, counts, shift))
            {
                var swap = from;
                from = to;
                to = swap;
            }
        }

        if (!from.Overlaps(entries))
        {
            from.CopyTo(entries);
        }
    }

    /// <summary>Unsigned bits that order as the numbers do.</summary>
    /// <param name="value">Any number.</param>
    public static uint Key(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & 0x8000_0000u) == 0 ? bits | 0x8000_0000u : ~bits;
    }

    private static void Insert(Span<ulong> entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            var entry = entries[i];
            var j = i - 1;
            for (; j >= 0 && entries[j] >> 32 > entry >> 32; j--)
            {
                entries[j + 1] = entries[j];
            }

            entries[j + 1] = entry;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Pass(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> counts, int shift)
    {
        counts.Clear();
        foreach (var entry in from)
        {
            counts[(int)(entry >> shift) & (counts.Length - 1)]++;
        }

        if (counts[(int)(from[0] >> shift) & (counts.Length - 1)] == from.Length)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var count = counts[i];
            counts[i] = sum;
            sum += count;
        }

        foreach (var entry in from)
        {
            to[counts[(int)(entry >> shift) & (counts.Length - 1)]++] = entry;
        }

        return true;
    }
}
