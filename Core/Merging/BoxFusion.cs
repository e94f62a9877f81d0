using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// wbf: in merge order, each joins the fused box that it overlaps most, if by the threshold or more, else begins its own; a fused box is the mean of its
/// members weighted by score (Solovyev, Wang and Gabruseva 2021). Its score is the highest of them, not their mean: a tile that cuts an object says
/// little about it.
/// </summary>
internal sealed class BoxFusion(RuleOverlaps overlaps, MergeOptions options)
{
    private readonly Fusion fusion = new(MergeRule.Wbf);
    private readonly Dictionary<int, Cluster> clusters = [];

    /// <summary>Applies the rule.</summary>
    /// <param name="detections">All; outlines change in place.</param>
    /// <returns>By position: those that are dropped.</returns>
    public bool[] Run(Span<Detection> detections)
    {
        var dropped = new bool[detections.Length];
        var nothing = new bool[detections.Length];
        foreach (var id in overlaps.Concerned(detections))
        {
            var best = Best(detections, id, nothing);
            if (best is null)
            {
                clusters[id] = new Cluster(id, [detections[id]], [id]) { Fused = detections[id] };
                continue;
            }

            best.Members.Add(detections[id]);
            best.Ids.Add(id);
            best.Fused = fusion.Combine(best.Members);
            clusters[id] = best;
            dropped[id] = true;
        }

        foreach (var (id, cluster) in clusters)
        {
            if (cluster.First == id)
            {
                detections[id] = cluster.Fused;
            }
        }

        return dropped;
    }

    private Cluster? Best(ReadOnlySpan<Detection> detections, int id, bool[] nothing)
    {
        var (best, most) = ((Cluster?)null, 0.0);
        foreach (var neighbour in overlaps.Of(detections, id, nothing))
        {
            if (overlaps.Rank(neighbour) > overlaps.Rank(id) || !clusters.TryGetValue(neighbour, out var cluster) || cluster == best)
            {
                continue;
            }

            var overlap = overlaps.Measure(cluster.Fused, detections[id]);
            if (overlap >= options.Threshold && overlap > most && !SharesTile(cluster, id))
            {
                (best, most) = (cluster, overlap);
            }
        }

        return best;
    }

    private bool SharesTile(Cluster cluster, int id)
    {
        foreach (var member in cluster.Ids)
        {
            if (overlaps.ShareTile(member, id))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Cluster(int First, List<Detection> Members, List<int> Ids)
    {
        public required Detection Fused { get; set; }
    }
}
