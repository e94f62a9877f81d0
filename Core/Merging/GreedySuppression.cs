using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// nms and nmm: the first in merge order claims every neighbour that is still there; nms drops what is claimed, nmm takes it into the outline.
/// A neighbour is measured against the outline before it grew, so what is claimed is always taken (greedy non-maximum merging as in SAHI,
/// Akyon et al. 2022, except that nothing claimed is ever lost).
/// </summary>
internal sealed class GreedySuppression(RuleOverlaps overlaps, MergeOptions options)
{
    /// <summary>Applies the rule.</summary>
    /// <param name="detections">In merge order; nmm changes outlines in place.</param>
    /// <returns>Positions of those that are dropped.</returns>
    public HashSet<int> Run(Span<Detection> detections)
    {
        var claimed = new HashSet<int>();
        var merged = new List<Detection>();
        var grown = new List<Detection>();
        var grownAt = new List<int>();
        foreach (var entry in overlaps.Concerned(detections))
        {
            var id = overlaps.Id(entry);
            if (claimed.Contains(id))
            {
                continue;
            }

            merged.Clear();
            merged.Add(detections[id]);
            foreach (var neighbour in overlaps.Of(detections, entry))
            {
                if (neighbour.Id > id && claimed.Add(neighbour.Id))
                {
                    merged.Add(detections[neighbour.Id]);
                }
            }

            if (options.Rule == MergeRule.Nmm && merged.Count > 1)
            {
                grown.Add(Fusion.Union(merged));
                grownAt.Add(id);
            }
        }

        // Only now, so that no later one is measured against an outline that has grown.
        for (var i = 0; i < grown.Count; i++)
        {
            detections[grownAt[i]] = grown[i];
        }

        return claimed;
    }
}
