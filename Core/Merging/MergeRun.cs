using RedKube.Core.Detections;
using RedKube.Core.Planning;

namespace RedKube.Core.Merging;

/// <summary>One merge: finds views of one object, resolves them, applies the rule.</summary>
internal sealed class MergeRun(TileGrid grid, MergeOptions options)
{
    private readonly TileOrigins tiles = new(grid);
    private readonly Outlines outlines = new();

    /// <summary>Merges.</summary>
    /// <param name="detections">In merge order; what is kept is moved to the front, in merge order.</param>
    /// <returns>How many are kept.</returns>
    public int Run(Span<Detection> detections)
    {
        var groups = new Groups(detections.Length);
        FindViews(detections, groups);
        var roots = Resolve(detections, groups);
        var index = new SpatialIndex(detections, roots, tiles, options.ClassAgnostic);
        var overlaps = new RuleOverlaps(index, groups, outlines, options);
        var dropped = options.Rule switch
        {
            MergeRule.SoftNms => new SoftSuppression(overlaps, options).Run(detections),
            MergeRule.Wbf => new BoxFusion(overlaps, options).Run(detections),
            _ => new GreedySuppression(overlaps, options).Run(detections),
        };
        return KeepRoots(detections, roots, dropped);
    }

    private void FindViews(ReadOnlySpan<Detection> detections, Groups groups)
    {
        if (grid.Count == 1)
        {
            return;
        }

        var everything = new int[detections.Length];
        for (var i = 0; i < everything.Length; i++)
        {
            everything[i] = i;
        }

        var pairs = new ViewPairs();
        var thin = (grid.X.Count > 1 && grid.X.Overlap < ViewMatcher.ThinOverlap) || (grid.Y.Count > 1 && grid.Y.Overlap < ViewMatcher.ThinOverlap);
        var index = new SpatialIndex(detections, everything, tiles, options.ClassAgnostic, thin ? ViewMatcher.ThinReach : 0);
        var matcher = new ViewMatcher(index, grid, outlines, pairs);
        index.VisitPairs(detections, ref matcher);
        foreach (var pair in pairs.BestFirst())
        {
            groups.Join(detections, pair.A, pair.B);
        }
    }

    private int[] Resolve(Span<Detection> detections, Groups groups)
    {
        var resolver = new ViewResolver(tiles, options.Rule, outlines);
        var roots = new List<int>();
        for (var i = 0; i < detections.Length; i++)
        {
            if (groups.IsRoot(i))
            {
                roots.Add(i);
                if (!groups.IsAlone(i))
                {
                    detections[i] = resolver.Resolve(detections, groups, i);
                }
            }
        }

        return [.. roots];
    }

    private static int KeepRoots(Span<Detection> detections, int[] roots, HashSet<int> dropped)
    {
        var kept = 0;
        foreach (var root in roots)
        {
            if (!dropped.Contains(root))
            {
                detections[kept++] = detections[root];
            }
        }

        return kept;
    }
}
