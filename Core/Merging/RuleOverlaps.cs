using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// Where a merge rule has anything to do: detections of different tiles (none of which saw both) that overlap by the threshold or more. One sweep finds
/// all such pairs. They are kept in a table of at most 8 bytes times <paramref name="capacity"/>; where there are more, neighbours are looked up in the
/// index one by one instead.
/// </summary>
internal sealed class RuleOverlaps(
    SpatialIndex index, Groups groups, Outlines outlines, MergeOptions options, int count, int capacity, SortBuffers buffers)
{
    // Up to here a coordinate in single precision is off by 1/16 pixel at most, and the overlap of two boxes by far less than the margin.
    private const float LargestExact = 1 << 20;
    private const double Margin = 0.8;

    private readonly bool vectorised = !index.Columns.HasShapes;
    private readonly float threshold = (float)(Margin * options.Threshold);
    private readonly IndexColumns columns = index.Columns;
    private readonly List<ulong> neighbours = [];
    private readonly List<int> found = [];
    private readonly List<ulong> pairs = [];
    private int[] starts = [];
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
            pairs.TrimExcess();
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

        var concerned = new List<ulong>();
        for (var id = 0; id < count; id++)
        {
            if (flags[id])
            {
                concerned.Add(Ranked(id));
            }
        }

        RadixSort.ByUpperHalf(CollectionsMarshal.AsSpan(concerned), buffers);
        return concerned.ConvertAll(static entry => (int)(uint)entry);
    }

    /// <summary>The neighbours of a detection, in merge order. The list is used again by the next call.</summary>
    /// <param name="detections">All.</param>
    /// <param name="id">Position of the detection.</param>
    /// <param name="settled">By position: those that are not asked for.</param>
    public List<int> Of(ReadOnlySpan<Detection> detections, int id, bool[] settled)
    {
        neighbours.Clear();
        if (entries.Length > 0)
        {
            var gatherer = new NeighbourGatherer(this, settled);
            index.VisitNeighbours(detections, ref gatherer, entries[id]);
        }
        else
        {
            foreach (var pair in CollectionsMarshal.AsSpan(pairs)[starts[id]..starts[id + 1]])
            {
                if (!settled[(int)(uint)pair])
                {
                    neighbours.Add(Ranked((int)(uint)pair));
                }
            }
        }

        if (neighbours.Count > 1)
        {
            neighbours.Sort();
        }

        found.Clear();
        foreach (var neighbour in neighbours)
        {
            found.Add((int)(uint)neighbour);
        }

        return found;
    }

    /// <summary>The position in merge order.</summary>
    /// <param name="id">Position of the detection.</param>
    public int Rank(int id) => groups.Rank(id);

    /// <summary>Whether one tile has seen both.</summary>
    /// <param name="detections">All.</param>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    public bool ShareTile(ReadOnlySpan<Detection> detections, int a, int b) => groups.ShareTile(detections, a, b);

    /// <summary>Overlap by the metric.</summary>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    public double Measure(in Detection a, in Detection b) => outlines.Overlap(a, b, options.Metric);

    private ulong Ranked(int id) => ((ulong)groups.Rank(id) << 32) | (uint)id;

    private void LayTable()
    {
        RadixSort.ByUpperHalf(CollectionsMarshal.AsSpan(pairs), buffers);
        starts = new int[count + 1];
        foreach (var pair in CollectionsMarshal.AsSpan(pairs))
        {
            starts[(int)(pair >> 32) + 1]++;
        }

        for (var id = 0; id < count; id++)
        {
            starts[id + 1] += starts[id];
        }
    }

    private void Add(int a, int b)
    {
        if (pairs.Count <= capacity)
        {
            pairs.Add(((ulong)a << 32) | (uint)b);
            pairs.Add(((ulong)b << 32) | (uint)a);
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
        outlines.Overlap(detections[a], detections[b], options.Metric) >= options.Threshold && !groups.ShareTile(detections, a, b);

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
                overlaps.neighbours.Add(overlaps.Ranked(ids[j]));
            }
        }
    }
}
