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
    /// <param name="detections">All; nmm changes outlines in place.</param>
    /// <returns>By position: those that are dropped.</returns>
    public bool[] Run(Span<Detection> detections)
    {
        var claimed = new bool[detections.Length];
        var settled = new bool[detections.Length];
        var (merged, grown) = (new List<Detection>(), new List<(int Id, Detection Union)>());
        foreach (var id in overlaps.Concerned(detections))
        {
            if (claimed[id])
            {
                continue;
            }

            settled[id] = true;
            var neighbours = overlaps.Of(detections, id, settled);
            merged.Clear();
            merged.Add(detections[id]);
            foreach (var neighbour in neighbours)
            {
                claimed[neighbour] = settled[neighbour] = true;
                merged.Add(detections[neighbour]);
            }

            if (options.Rule == MergeRule.Nmm && neighbours.Count > 0)
            {
                grown.Add((id, Fusion.Union(merged)));
            }
        }

        // Only now, so that no later one is measured against an outline that has grown.
        foreach (var (id, union) in grown)
        {
            detections[id] = union;
        }

        return claimed;
    }
}
