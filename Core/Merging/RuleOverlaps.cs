using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// Where a merge rule has anything to do: detections of different tiles (none of which saw both) that overlap by the threshold or more.
/// Finds all that have such a neighbour in one sweep, so that only these are looked up one by one.
/// </summary>
internal sealed class RuleOverlaps(SpatialIndex index, Groups groups, Outlines outlines, MergeOptions options)
{
    private const float LargestExact = 1 << 20;

    private readonly List<(int Id, double Overlap, int Entry)> neighbours = [];

    /// <summary>Number of entries in the index.</summary>
    public int Count => index.Ids.Length;

    /// <summary>The position of an entry in the detections.</summary>
    /// <param name="entry">The entry.</param>
    public int Id(int entry) => index.Ids[entry];

    /// <summary>Entries with a neighbour, in merge order.</summary>
    /// <param name="detections">In merge order.</param>
    public int[] Concerned(ReadOnlySpan<Detection> detections)
    {
        var flags = new bool[Count];
        var flagger = new Flagger(this, flags);
        index.VisitPairs(detections, ref flagger);
        var found = new List<ulong>();
        for (var entry = 0; entry < flags.Length; entry++)
        {
            if (flags[entry])
            {
                found.Add(((ulong)Id(entry) << 32) | (uint)entry);
            }
        }

        found.Sort();
        return [.. found.Select(static e => (int)(uint)e)];
    }

    /// <summary>The neighbours of an entry, in merge order. The list is used again by the next call.</summary>
    /// <param name="detections">In merge order.</param>
    /// <param name="entry">The entry.</param>
    public IReadOnlyList<(int Id, double Overlap, int Entry)> Of(ReadOnlySpan<Detection> detections, int entry)
    {
        neighbours.Clear();
        var gatherer = new Gatherer(this);
        index.VisitNeighbours(detections, ref gatherer, entry);
        neighbours.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return neighbours;
    }

    /// <summary>Whether one tile has seen both.</summary>
    /// <param name="detections">In merge order.</param>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    public bool ShareTile(ReadOnlySpan<Detection> detections, int a, int b) => groups.ShareTile(detections, a, b);

    /// <summary>Overlap by the metric.</summary>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    public double Measure(in Detection a, in Detection b) => outlines.Overlap(a, b, options.Metric);

    private double Overlap(ReadOnlySpan<Detection> detections, int i, int j)
    {
        var (a, b) = (Id(i), Id(j));
        if (MayReach(detections[a], detections[b], i, j) && outlines.Overlap(detections[a], detections[b], options.Metric) is var overlap
            && overlap >= options.Threshold && !groups.ShareTile(detections, a, b))
        {
            return overlap;
        }

        return 0;
    }

    // In single precision and only for boxes: most pairs overlap by far too little.
    private bool MayReach(in Detection a, in Detection b, int i, int j)
    {
        float w = Math.Min(index.XMax[i], index.XMax[j]) - Math.Max(index.XMin[i], index.XMin[j]);
        float h = Math.Min(index.YMax[i], index.YMax[j]) - Math.Max(index.YMin[i], index.YMin[j]);
        var areaA = (index.XMax[i] - index.XMin[i]) * (index.YMax[i] - index.YMin[i]);
        var areaB = (index.XMax[j] - index.XMin[j]) * (index.YMax[j] - index.YMin[j]);
        var whole = options.Metric == OverlapMetric.Iou ? areaA + areaB - (w * h) : Math.Min(areaA, areaB);
        return w * h >= 0.8 * options.Threshold * whole || a.Shape is not null || b.Shape is not null
            || Math.Max(index.XMax[i], index.YMax[i]) > LargestExact;
    }

    private readonly struct Flagger(RuleOverlaps overlaps, bool[] flags) : IPairVisitor
    {
        public void Visit(ReadOnlySpan<Detection> detections, int i, int j)
        {
            if (!(flags[i] && flags[j]) && overlaps.Overlap(detections, i, j) > 0)
            {
                flags[i] = flags[j] = true;
            }
        }
    }

    private readonly struct Gatherer(RuleOverlaps overlaps) : IPairVisitor
    {
        public void Visit(ReadOnlySpan<Detection> detections, int i, int j)
        {
            if (overlaps.Overlap(detections, i, j) is > 0 and var overlap)
            {
                overlaps.neighbours.Add((overlaps.Id(j), overlap, j));
            }
        }
    }
}
