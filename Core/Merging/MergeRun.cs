using System.Runtime.CompilerServices;
using RedKube.Core.Detections;
using RedKube.Core.Planning;

namespace RedKube.Core.Merging;

/// <summary>One merge: finds views of one object, resolves them, applies the rule.</summary>
/// <param name="grid">The tiles.</param>
/// <param name="options">The rule.</param>
/// <param name="buffers">Room to sort.</param>
/// <param name="capacity">Most entries in the table of neighbours; by default as many as the promise about memory allows.</param>
internal sealed class MergeRun(TileGrid grid, MergeOptions options, MergeBuffers buffers, int? capacity = null)
{
    // 12 bytes a pair, 400 MB at most where everything touches everything; a table that is too small has each neighbour looked for again, far apart in memory.
    private const int MostPairs = 1 << 25;

    private readonly TileOrigins tiles = new(grid);
    private readonly Outlines outlines = new();

    /// <summary>Merges.</summary>
    /// <param name="detections">In any order; what is kept is moved to the front, in some order that depends on the set alone.</param>
    /// <returns>How many are kept.</returns>
    public int Run(Span<Detection> detections)
    {
        var wide = ViewMatcher.IsWide(grid.X) && ViewMatcher.IsWide(grid.Y);
        var reach = wide ? 0 : ViewMatcher.ThinReach;
        var columns = IndexColumns.Laid(detections, reach, buffers);
        var ranks = DetectionOrder.Ranks(detections, buffers);
        columns.Fill(detections, tiles);
        var groups = new Groups(ranks, columns, buffers);
        FindViews(detections, groups, new SpatialIndex(columns, options.ClassAgnostic, reach));
        var resolved = Resolve(detections, groups);
        if (resolved.Length > 0)
        {
            var views = IndexColumns.Sorted(detections, resolved, reach, buffers);
            views.Fill(detections, tiles);
            columns = IndexColumns.Replace(columns, groups, views, buffers);
        }

        var index = new SpatialIndex(columns, options.ClassAgnostic, 0);
        var overlaps = new RuleOverlaps(index, groups, outlines, options, detections.Length, capacity ?? Capacity(detections.Length), buffers);
        var dropped = options.Rule switch
        {
            MergeRule.SoftNms => new SoftSuppression(overlaps, options).Run(detections),
            MergeRule.Wbf => new BoxFusion(overlaps, options).Run(detections),
            _ => new GreedySuppression(overlaps, options).Run(detections),
        };
        return KeepRoots(detections, groups, dropped);
    }

    private static int Capacity(int count) => (int)Math.Max(2L * count, Math.Min(32L * count, MostPairs));

    private void FindViews(ReadOnlySpan<Detection> detections, Groups groups, SpatialIndex index)
    {
        if (grid.Count == 1)
        {
            return;
        }

        var pairs = new ViewPairs(buffers);
        var matcher = new ViewMatcher(index.Columns, grid, outlines, pairs);
        index.VisitPairs(detections, ref matcher);
        pairs.JoinBestFirst(groups);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Resolve(Span<Detection> detections, Groups groups)
    {
        var resolver = new ViewResolver(tiles, options.Rule, outlines);
        var roots = new List<int>();
        for (var i = 0; i < detections.Length; i++)
        {
            if (groups.IsRoot(i) && !groups.IsAlone(i))
            {
                roots.Add(i);
                detections[i] = resolver.Resolve(detections, groups, i);
            }
        }

        return [.. roots];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int KeepRoots(Span<Detection> detections, Groups groups, bool[] dropped)
    {
        var kept = 0;
        for (var i = 0; i < detections.Length; i++)
        {
            if (groups.IsRoot(i) && !dropped[i])
            {
                detections[kept++] = detections[i];
            }
        }

        return kept;
    }
}
