using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// Where a merge rule has anything to do: detections of different tiles (none of which saw both) that overlap by the threshold or more. One sweep finds
/// all such pairs. They are kept in a table of at most 16 bytes times <paramref name="capacity"/>; where there are more, neighbours are looked up in the
/// index one by one instead.
/// </summary>
/// <param name="index">The boxes.</param>
/// <param name="groups">Which detections are views of one object.</param>
/// <param name="outlines">Measures overlaps.</param>
/// <param name="options">The metric and the threshold.</param>
/// <param name="count">Number of detections.</param>
/// <param name="capacity">Most entries in the table.</param>
/// <param name="buffers">Room for the table.</param>
internal sealed class RuleOverlaps(
    SpatialIndex index, Groups groups, Outlines outlines, MergeOptions options, int count, int capacity, MergeBuffers buffers)
{
    // Up to here a coordinate in single precision is off by 1/16 pixel at most, and the overlap of two boxes by far less than the margin.
    private const float LargestExact = 1 << 20;
    private const double Margin = 0.8;

    // Greedy rules settle everything that comes before in merge order first, so they only ask for what comes later.
    private readonly bool laterOnly = options.Rule is MergeRule.Nms or MergeRule.Nmm;
    private readonly bool vectorised = !index.Columns.HasShapes;
    private readonly float threshold = (float)(Margin * options.Threshold);
    private readonly IndexColumns columns = index.Columns;
    private readonly List<ulong> neighbours = [];
    private readonly List<int> found = [];
    private readonly ChunkedList<(int First, int Second)> pairs = new(buffers);
    private int[] starts = [];
    private int[] table = [];
    private int[] entries = [];

    /// <summary>Those that have a neighbour, in merge order. Call it once, before <see cref="Of"/>.</summary>
    /// <param name="detections">All.</param>
    public List<int> Concerned(ReadOnlySpan<Detection> detections)
    {
        var flags = new bool[count];
        var gatherer = new PairGatherer(this, flags);
        index.VisitPairs(detections, ref gatherer);
        if (pairs.Count > capacity)
        {
            pairs.Clear();
            entries = new int[count];
            for (var entry = 0; entry < columns.Count; entry++)
            {
                entries[columns.Ids[entry]] = entry;
            }
        }
        else
        {
            LayTable();
        }

        return InMergeOrder(flags);
    }

    /// <summary>
    /// The neighbours of a detection; where a rule keeps what comes first, those that come later in merge order. The list is used again by the next call.
    /// </summary>
    /// <param name="detections">All.</param>
    /// <param name="id">Position of the detection.</param>
    /// <param name="settled">By position: those that are not asked for, with a rule that keeps what comes first all that come earlier.</param>
    /// <param name="ordered">Whether they are wanted in merge order.</param>
    public List<int> Of(ReadOnlySpan<Detection> detections, int id, bool[] settled, bool ordered = true)
    {
        found.Clear();
        neighbours.Clear();
        if (entries.Length > 0)
        {
            var gatherer = new NeighbourGatherer(this, settled);
            index.VisitNeighbours(detections, ref gatherer, entries[id]);
        }
        else
        {
            foreach (var neighbour in table.AsSpan(starts[id]..starts[id + 1]))
            {
                if (!settled[neighbour])
                {
                    found.Add(neighbour);
                }
            }
        }

        if (ordered && found.Count > 1)
        {
            Sort();
        }

        return found;
    }

    /// <summary>The position in merge order.</summary>
    /// <param name="id">Position of the detection.</param>
    public int Rank(int id) => groups.Rank(id);

    /// <summary>Whether one tile has seen both.</summary>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    public bool ShareTile(int a, int b) => groups.ShareTile(a, b);

    /// <summary>Overlap by the metric.</summary>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    public double Measure(in Detection a, in Detection b) => outlines.Overlap(a, b, options.Metric);

    private ulong Ranked(int id) => ((ulong)groups.Rank(id) << 32) | (uint)id;

    private void Sort()
    {
        neighbours.Clear();
        foreach (var id in found)
        {
            neighbours.Add(Ranked(id));
        }

        neighbours.Sort();
        for (var i = 0; i < neighbours.Count; i++)
        {
            found[i] = (int)(uint)neighbours[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private List<int> InMergeOrder(bool[] flags)
    {
        var byRank = MemoryMarshal.Cast<ulong, int>(buffers.Scratch(count))[..count];
        for (var id = 0; id < count; id++)
        {
            byRank[groups.Rank(id)] = flags[id] ? id : -1;
        }

        var concerned = new List<int>();
        foreach (var id in byRank)
        {
            if (id >= 0)
            {
                concerned.Add(id);
            }
        }

        return concerned;
    }

    // Pairs come neighbour after neighbour, so what is counted and laid here lies together in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LayTable()
    {
        starts = buffers.Rent<int>(count + 2);
        Array.Clear(starts, 0, count + 2);
        for (var chunk = 0; chunk < pairs.Chunks; chunk++)
        {
            foreach (var (a, b) in pairs.Chunk(chunk))
            {
                starts[a + 2]++;
                starts[b + 2] += laterOnly ? 0 : 1;
            }
        }

        for (var id = 0; id < count; id++)
        {
            starts[id + 2] += starts[id + 1];
        }

        table = buffers.Rent<int>(laterOnly ? pairs.Count : 2 * pairs.Count);
        for (var chunk = 0; chunk < pairs.Chunks; chunk++)
        {
            foreach (var (a, b) in pairs.Chunk(chunk))
            {
                table[starts[a + 1]++] = b;
                if (!laterOnly)
                {
                    table[starts[b + 1]++] = a;
                }
            }
        }
    }

    private void Add(int a, int b)
    {
        if (pairs.Count <= capacity)
        {
            pairs.Add(groups.Rank(a) < groups.Rank(b) ? (a, b) : (b, a));
        }
    }

    // In single precision, and only for boxes: most pairs overlap by far too little.
    private uint Select(int i, int j, uint mask)
    {
        if (!vectorised)
        {
            return mask;
        }

        var (ax0, ay0) = (Vector256.Create(columns.X0[i]), Vector256.Create(columns.Y0[i]));
        var (ax1, ay1) = (Vector256.Create(columns.X1[i]), Vector256.Create(columns.Y1[i]));
        var (bx0, by0) = (Vector256.LoadUnsafe(ref columns.X0[j]), Vector256.LoadUnsafe(ref columns.Y0[j]));
        var (bx1, by1) = (Vector256.LoadUnsafe(ref columns.X1[j]), Vector256.LoadUnsafe(ref columns.Y1[j]));
        var shared = (Vector256.Min(ax1, bx1) - Vector256.Max(ax0, bx0)) * (Vector256.Min(ay1, by1) - Vector256.Max(ay0, by0));
        var (areaA, areaB) = ((ax1 - ax0) * (ay1 - ay0), (bx1 - bx0) * (by1 - by0));
        var whole = options.Metric == OverlapMetric.Iou ? areaA + areaB - shared : Vector256.Min(areaA, areaB);
        var near = Vector256.GreaterThanOrEqual(shared, Vector256.Create(threshold) * whole);
        var far = Vector256.GreaterThan(Vector256.Max(bx1, by1), Vector256.Create(LargestExact));
        return mask & (near | far).ExtractMostSignificantBits();
    }

    private bool Overlap(ReadOnlySpan<Detection> detections, int a, int b) =>
        outlines.Overlap(detections[a], detections[b], options.Metric) >= options.Threshold && !groups.ShareTile(a, b);

    private readonly struct PairGatherer(RuleOverlaps overlaps, bool[] flags) : IPairVisitor
    {
        private readonly int[] ids = overlaps.columns.Ids;

        public uint Select(int i, int j, uint mask) => overlaps.Select(i, j, mask);

        public void Visit(ReadOnlySpan<Detection> detections, int i, int j)
        {
            var (a, b) = (ids[i], ids[j]);
            if (overlaps.Overlap(detections, a, b))
            {
                flags[a] = flags[b] = true;
                overlaps.Add(a, b);
            }
        }
    }

    private readonly struct NeighbourGatherer(RuleOverlaps overlaps, bool[] settled) : IPairVisitor
    {
        private readonly int[] ids = overlaps.columns.Ids;

        public uint Select(int i, int j, uint mask) => overlaps.Select(i, j, mask);

        public void Visit(ReadOnlySpan<Detection> detections, int i, int j)
        {
            if (!settled[ids[j]] && overlaps.Overlap(detections, ids[i], ids[j]))
            {
                overlaps.found.Add(ids[j]);
            }
        }
    }
}
