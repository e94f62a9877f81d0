using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// soft-nms with linear decay: the score of a neighbour of what is kept is multiplied by 1 − overlap, and what falls below the confidence is
/// dropped (Bodla et al., ICCV 2017, eq. 4). The score returned is the decayed one.
/// </summary>
internal sealed class SoftSuppression(RuleOverlaps overlaps, MergeOptions options)
{
    /// <summary>Applies the rule.</summary>
    /// <param name="detections">In merge order; scores change in place.</param>
    /// <returns>Positions of those that are dropped.</returns>
    public HashSet<int> Run(Span<Detection> detections)
    {
        var dropped = new HashSet<int>();
        var settled = new HashSet<int>();
        var waiting = new PriorityQueue<int, (float Score, int Id)>();
        foreach (var entry in overlaps.Concerned(detections))
        {
            waiting.Enqueue(entry, (-detections[overlaps.Id(entry)].Score, overlaps.Id(entry)));
        }

        while (waiting.TryDequeue(out var entry, out var priority))
        {
            // One whose score has decayed since stands in the queue again, with the score it has now.
            if (-priority.Score != detections[priority.Id].Score || dropped.Contains(priority.Id) || !settled.Add(priority.Id))
            {
                continue;
            }

            foreach (var neighbour in overlaps.Of(detections, entry))
            {
                if (settled.Contains(neighbour.Id) || dropped.Contains(neighbour.Id))
                {
                    continue;
                }

                var score = (float)(detections[neighbour.Id].Score * (1 - neighbour.Overlap));
                detections[neighbour.Id] = detections[neighbour.Id] with { Score = score };
                if (score < options.Confidence)
                {
                    dropped.Add(neighbour.Id);
                }
                else
                {
                    waiting.Enqueue(neighbour.Entry, (-score, neighbour.Id));
                }
            }
        }

        return dropped;
    }
}
