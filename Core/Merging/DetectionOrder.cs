using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Merging;

/// <summary>
/// The two total orders of detections. Merge order: score descending, yMin, xMin, yMax, xMax, class index, the remaining coordinates, tile
/// index. Output order: yMin, xMin, yMax, xMax, class index, score descending, tile index, the remaining coordinates. Two detections that tie
/// are equal in every byte, so what is sorted does not depend on the order it came in.
/// </summary>
internal static class DetectionOrder
{
    private const int PrefetchDistance = 24;

    /// <summary>Finds the place of each detection in merge order.</summary>
    /// <param name="detections">In any order.</param>
    /// <param name="buffers">Room to sort.</param>
    /// <returns>A place for each detection, at least as many as there are detections; valid until the buffers are disposed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Ranks(ReadOnlySpan<Detection> detections, MergeBuffers buffers)
    {
        var entries = buffers.Entries(detections.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = ((ulong)~RadixSort.Key(detections[i].Score) << 32) | (uint)i;
        }

        RadixSort.ByUpperHalf(entries, buffers);
        SortTiesForMerge(entries, detections);
        var ranks = buffers.Rent<int>(entries.Length);
        for (var rank = 0; rank < entries.Length; rank++)
        {
            ranks[(int)(uint)entries[rank]] = rank;
        }

        return ranks;
    }

    /// <summary>Puts entries whose upper halves are equal in merge order.</summary>
    /// <param name="entries">Sorted by their upper halves; the lower halves are positions.</param>
    /// <param name="detections">What the positions are in.</param>
    public static void SortTiesForMerge(Span<ulong> entries, ReadOnlySpan<Detection> detections) => SortTies(entries, detections, CompareForMerge);

    /// <summary>Sorts by output order, in place.</summary>
    /// <param name="detections">Sorted in place.</param>
    /// <param name="buffers">Room to sort.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SortForOutput(Span<Detection> detections, MergeBuffers buffers)
    {
        var entries = buffers.Entries(detections.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = ((ulong)RadixSort.Key((float)detections[i].Box.YMin) << 32) | (uint)i;
        }

        RadixSort.ByUpperHalf(entries, buffers);
        SortTies(entries, detections, CompareForOutput);
        var from = MemoryMarshal.Cast<ulong, int>(buffers.Scratch(entries.Length))[..entries.Length];
        CopyLowerHalf(entries, from);
        Permute(from, detections, buffers);
    }

    /// <summary>Compares by merge order.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    public static int CompareForMerge(in Detection a, in Detection b)
    {
        var order = b.Score.CompareTo(a.Score);
        order = order != 0 ? order : CompareBoxes(a, b);
        order = order != 0 ? order : CompareShapes(a.Shape, b.Shape);
        return order != 0 ? order : a.Tile.CompareTo(b.Tile);
    }

    /// <summary>Compares by output order.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    public static int CompareForOutput(in Detection a, in Detection b)
    {
        var order = CompareBoxes(a, b);
        order = order != 0 ? order : b.Score.CompareTo(a.Score);
        order = order != 0 ? order : a.Tile.CompareTo(b.Tile);
        return order != 0 ? order : CompareShapes(a.Shape, b.Shape);
    }

    /// <summary>Lays detections in another order.</summary>
    /// <param name="from">For each place, where its detection lies now; afterwards each place itself.</param>
    /// <param name="detections">As many.</param>
    /// <param name="buffers">Room for a copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Permute(Span<int> from, Span<Detection> detections, MergeBuffers buffers)
    {
        if (from.Length > MergeBuffers.MostPooled)
        {
            PermuteInPlace(from, detections);
            return;
        }

        // Reads that do not wait for each other are several times faster.
        var copy = buffers.Copies(detections.Length);
        detections.CopyTo(copy);
        for (var i = 0; i < from.Length; i++)
        {
            if (i + PrefetchDistance < from.Length)
            {
                Prefetch(in copy[from[i + PrefetchDistance]]);
            }

            detections[i] = copy[from[i]];
            from[i] = i;
        }
    }

    // A hint only, so it does no harm if the collector moves what it points at. A detection may lie in two lines of the cache.
    private static unsafe void Prefetch(in Detection detection)
    {
        if (Sse.IsSupported)
        {
            var first = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in detection));
            Sse.Prefetch0(first);
            Sse.Prefetch0(first + Unsafe.SizeOf<Detection>() - 1);
        }
    }

    // Cycle by cycle: with many detections there is no room for a second copy of them.
    private static void PermuteInPlace(Span<int> from, Span<Detection> detections)
    {
        for (var start = 0; start < from.Length; start++)
        {
            var (at, next) = (start, from[start]);
            var first = detections[start];
            for (; next != start; next = from[at])
            {
                detections[at] = detections[next];
                from[at] = at;
                at = next;
            }

            detections[at] = first;
            from[at] = at;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyLowerHalf(ReadOnlySpan<ulong> entries, Span<int> to)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            to[i] = (int)(uint)entries[i];
        }
    }

    private delegate int Comparer(in Detection a, in Detection b);

    private static int CompareBoxes(in Detection a, in Detection b)
    {
        var order = a.Box.YMin.CompareTo(b.Box.YMin);
        order = order != 0 ? order : a.Box.XMin.CompareTo(b.Box.XMin);
        order = order != 0 ? order : a.Box.YMax.CompareTo(b.Box.YMax);
        order = order != 0 ? order : a.Box.XMax.CompareTo(b.Box.XMax);
        return order != 0 ? order : a.ClassIndex.CompareTo(b.ClassIndex);
    }

    private static int CompareShapes(PixelShape? a, PixelShape? b)
    {
        if (a is null || b is null)
        {
            return (a is null ? 0 : 1) - (b is null ? 0 : 1);
        }

        if (a is OrientedBox one && b is OrientedBox other)
        {
            return (one.Centre.Y, one.Centre.X, one.Width, one.Height, one.Angle)
                .CompareTo((other.Centre.Y, other.Centre.X, other.Width, other.Height, other.Angle));
        }

        var kind = (a is OrientedBox ? 0 : 1) - (b is OrientedBox ? 0 : 1);
        return kind != 0 ? kind : CompareCorners(a.Corners, b.Corners);
    }

    private static int CompareCorners(IReadOnlyList<PixelPoint> a, IReadOnlyList<PixelPoint> b)
    {
        var order = a.Count.CompareTo(b.Count);
        for (var i = 0; order == 0 && i < a.Count; i++)
        {
            order = a[i].Y.CompareTo(b[i].Y);
            order = order != 0 ? order : a[i].X.CompareTo(b[i].X);
        }

        return order;
    }

    // The key of 32 bits does nearly all of the work; what ties in it is put right with the whole comparison.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortTies(Span<ulong> entries, ReadOnlySpan<Detection> detections, Comparer comparer)
    {
        for (var start = 0; start < entries.Length;)
        {
            var end = start + 1;
            while (end < entries.Length && entries[end] >> 32 == entries[start] >> 32)
            {
                end++;
            }

            if (end - start > 1)
            {
                SortEqual(entries[start..end], detections, comparer);
            }

            start = end;
        }
    }

    private static void SortEqual(Span<ulong> ties, ReadOnlySpan<Detection> detections, Comparer comparer)
    {
        if (ties.Length > 24)
        {
            // The comparison of Span.Sort cannot hold a span, so the heap sort stands here.
            HeapSort(ties, detections, comparer);
            return;
        }

        for (var i = 1; i < ties.Length; i++)
        {
            var entry = ties[i];
            ref readonly var detection = ref detections[(int)(uint)entry];
            var j = i - 1;
            for (; j >= 0 && comparer(detections[(int)(uint)ties[j]], detection) > 0; j--)
            {
                ties[j + 1] = ties[j];
            }

            ties[j + 1] = entry;
        }
    }

    private static void HeapSort(Span<ulong> ties, ReadOnlySpan<Detection> detections, Comparer comparer)
    {
        for (var i = (ties.Length / 2) - 1; i >= 0; i--)
        {
            SiftDown(ties, i, detections, comparer);
        }

        for (var last = ties.Length - 1; last > 0; last--)
        {
            (ties[0], ties[last]) = (ties[last], ties[0]);
            SiftDown(ties[..last], 0, detections, comparer);
        }
    }

    private static void SiftDown(Span<ulong> heap, int at, ReadOnlySpan<Detection> detections, Comparer comparer)
    {
        while ((2 * at) + 1 < heap.Length)
        {
            var child = (2 * at) + 1;
            if (child + 1 < heap.Length && comparer(detections[(int)(uint)heap[child]], detections[(int)(uint)heap[child + 1]]) < 0)
            {
                child++;
            }

            if (comparer(detections[(int)(uint)heap[at]], detections[(int)(uint)heap[child]]) >= 0)
            {
                return;
            }

            (heap[at], heap[child]) = (heap[child], heap[at]);
            at = child;
        }
    }
}
