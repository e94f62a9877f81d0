using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// soft-nms with linear decay: the score of a neighbour of what is kept is multiplied by 1 − overlap, and what falls below the confidence is
/// dropped (Bodla et al., ICCV 2017, eq. 4). The score returned is the decayed one.
/// </summary>
internal sealed class SoftSuppression(RuleOverlaps overlaps, MergeOptions options)
{
    /// <summary>Applies the rule.</summary>
    /// <param name="detections">All; scores change in place.</param>
    /// <returns>By position: those that are dropped.</returns>
    public bool[] Run(Span<Detection> detections)
    {
        var dropped = new bool[detections.Length];
        var settled = new bool[detections.Length];
        var waiting = new PriorityQueue<int, (float Score, int Rank)>();
        foreach (var id in overlaps.Concerned(detections))
        {
            waiting.Enqueue(id, (-detections[id].Score, overlaps.Rank(id)));
        }

        while (waiting.TryDequeue(out var id, out var priority))
        {
            // One whose score has decayed since stands in the queue again, with the score it has now.
            if (settled[id] || -priority.Score != detections[id].Score)
            {
                continue;
            }

            settled[id] = true;
            foreach (var neighbour in overlaps.Of(detections, id, settled))
            {
                var score = (float)(detections[neighbour].Score * (1 - overlaps.Measure(detections[id], detections[neighbour])));
                detections[neighbour] = detections[neighbour] with { Score = score };
                if (score < options.Confidence)
                {
                    dropped[neighbour] = settled[neighbour] = true;
                }
                else
                {
                    waiting.Enqueue(neighbour, (-score, overlaps.Rank(neighbour)));
                }
            }
        }

        return dropped;
    }
}
