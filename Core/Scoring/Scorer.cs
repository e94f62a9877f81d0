using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace RedKube.Core.Scoring;

/// <summary>
/// Compares detections with the truth as PASCAL VOC and COCO do: within a class detections are taken by descending score, and each takes the free true object
/// that it overlaps most, if that is enough. What only overlaps a difficult object is ignored (Everingham et al., The PASCAL Visual Object Classes Challenge, IJCV
/// 2010; precision as in pycocotools' accumulate).
/// </summary>
public static class Scorer
{
    private const int RecallSteps = 100;

    /// <summary>Scores detections. The answer does not depend on the order in which either side is given.</summary>
    /// <param name="detections">The detections.</param>
    /// <param name="truths">The true objects.</param>
    /// <param name="iou">Overlap (intersection over union) from which a detection is right, above 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An overlap outside its range.</exception>
    public static ScoreReport Score(IReadOnlyCollection<ScoredObject> detections, IReadOnlyCollection<ScoredObject> truths, double iou = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iou);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iou, 1);
        var found = detections.ToLookup(static d => d.ClassName, StringComparer.Ordinal);
        var real = truths.ToLookup(static t => t.ClassName, StringComparer.Ordinal);
        var names = found.Select(static g => g.Key).Union(real.Select(static g => g.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var classes = names.Select(name => OfClass(name, [.. found[name]], [.. real[name]], iou)).ToList();
        var aps = classes.Where(static c => c.Ap is not null).Select(static c => c.Ap!.Value).ToList();
        var overall = new ClassScore(
            null,
            classes.Sum(static c => c.Truths),
            classes.Sum(static c => c.TruePositives),
            classes.Sum(static c => c.FalsePositives),
            classes.Sum(static c => c.Ignored),
            aps.Count == 0 ? null : aps.Average());
        return new ScoreReport(iou, overall, classes);
    }

    private static ClassScore OfClass(string name, List<ScoredObject> detections, List<ScoredObject> truths, double iou)
    {
        detections.Sort(ByScore);
        truths.Sort(ByPlace);
        var matcher = new Matcher(truths, iou);
        var right = new List<bool>(detections.Count);
        var ignored = 0;
        foreach (var detection in detections)
        {
            switch (matcher.Match(detection))
            {
                case true:
                    right.Add(true);
                    break;
                case false:
                    right.Add(false);
                    break;
                default:
                    ignored++;
                    break;
            }
        }

        var count = truths.Count(static t => !t.IsDifficult);
        var hits = right.Count(static r => r);
        return new ClassScore(name, count, hits, right.Count - hits, ignored, count == 0 ? null : AveragePrecision(right, count));
    }

    // Precision made to fall only, then read at recall 0, 0.01, …, 1; a recall that was never reached counts 0.
    private static double AveragePrecision(List<bool> right, int truths)
    {
        var precision = new double[right.Count];
        var recall = new double[right.Count];
        var hits = 0;
        for (var i = 0; i < right.Count; i++)
        {
            hits += right[i] ? 1 : 0;
            precision[i] = (double)hits / (i + 1);
            recall[i] = (double)hits / truths;
        }

        for (var i = right.Count - 2; i >= 0; i--)
        {
            precision[i] = Math.Max(precision[i], precision[i + 1]);
        }

        var sum = 0.0;
        var at = 0;
        for (var step = 0; step <= RecallSteps; step++)
        {
            while (at < right.Count && recall[at] < step / (double)RecallSteps)
            {
                at++;
            }

            sum += at < right.Count ? precision[at] : 0;
        }

        return sum / (RecallSteps + 1);
    }

    private static int ByScore(ScoredObject a, ScoredObject b)
    {
        var order = b.Score.CompareTo(a.Score);
        return order != 0 ? order : ByPlace(a, b);
    }

    private static int ByPlace(ScoredObject a, ScoredObject b) =>
        (a.Image, a.Box.YMin, a.Box.XMin, a.Box.YMax, a.Box.XMax, a.IsDifficult).CompareTo((b.Image, b.Box.YMin, b.Box.XMin, b.Box.YMax, b.Box.XMax, b.IsDifficult));

    private sealed class Matcher
    {
        private readonly STRtree<int> index = new();
        private readonly List<ScoredObject> truths;
        private readonly bool[] taken;
        private readonly double iou;

        public Matcher(List<ScoredObject> truths, double iou)
        {
            this.truths = truths;
            this.iou = iou;
            taken = new bool[truths.Count];
            for (var i = 0; i < truths.Count; i++)
            {
                index.Insert(EnvelopeOf(truths[i]), i);
            }
        }

        /// <summary>True: a free true object; false: none; null: only a difficult one.</summary>
        public bool? Match(ScoredObject detection)
        {
            var (best, bestIou, onDifficult) = (-1, 0.0, false);
            foreach (var i in index.Query(EnvelopeOf(detection)))
            {
                var truth = truths[i];
                if (taken[i] || truth.Image != detection.Image)
                {
                    continue;
                }

                var overlap = ShapeOverlap.Iou(detection, truth);
                if (overlap < iou)
                {
                    continue;
                }

                if (truth.IsDifficult)
                {
                    onDifficult = true;
                }
                else if (overlap > bestIou || (overlap == bestIou && i < best))
                {
                    (best, bestIou) = (i, overlap);
                }
            }

            if (best >= 0)
            {
                taken[best] = true;
                return true;
            }

            return onDifficult ? null : false;
        }

        private static Envelope EnvelopeOf(ScoredObject o) => new(o.Box.XMin, o.Box.XMax, o.Box.YMin, o.Box.YMax);
    }
}
