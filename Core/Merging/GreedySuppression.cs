using System.Runtime.CompilerServices;
using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// nms and nmm: the first in merge order claims every neighbour that is still there; nms drops what is claimed, nmm takes it into the outline.
/// A neighbour is measured against the outline before it grew, so what is claimed is always taken (greedy non-maximum merging as in SAHI,
/// Akyon et al. 2022, except that nothing claimed is ever lost).
/// </summary>
internal sealed class GreedySuppression(RuleOverlaps overlaps, MergeOptions options)
{
    private readonly List<Detection> merged = [];

    /// <summary>Applies the rule.</summary>
    /// <param name="detections">All; nmm changes outlines in place.</param>
    /// <returns>By position: those that are dropped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool[] Run(Span<Detection> detections)
    {
        var claimed = new bool[detections.Length];
        var settled = new bool[detections.Length];
        List<(int Id, Detection Union)> grown = [];
        foreach (var id in overlaps.Concerned(detections))
        {
            if (claimed[id])
            {
                continue;
            }

            settled[id] = true;
            var joins = options.Rule == MergeRule.Nmm;
            var neighbours = overlaps.Of(detections, id, settled, ordered: joins && detections[id].Shape is not null);
            foreach (var neighbour in neighbours)
            {
                claimed[neighbour] = settled[neighbour] = true;
            }

            if (joins && neighbours.Count > 0)
            {
                grown.Add((id, Union(detections, id, neighbours)));
            }
        }

        // Only now, so that no later one is measured against an outline that has grown.
        foreach (var (id, union) in grown)
        {
            detections[id] = union;
        }

        return claimed;
    }

    private Detection Union(ReadOnlySpan<Detection> detections, int id, List<int> neighbours)
    {
        if (detections[id].Shape is null)
        {
            var box = detections[id].Box;
            foreach (var neighbour in neighbours)
            {
                box = box.Union(detections[neighbour].Box);
            }

            return detections[id] with { Box = box };
        }

        merged.Clear();
        merged.Add(detections[id]);
        foreach (var neighbour in neighbours)
        {
            merged.Add(detections[neighbour]);
        }

        return Fusion.Union(merged);
    }
}
