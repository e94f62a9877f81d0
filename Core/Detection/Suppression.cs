using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// The model's own non-maximum suppression within one tile: greedy, per class, by descending score. Oriented boxes by their true overlap (Ultralytics
/// takes the Gaussian approximation probiou there).
/// </summary>
internal static class Suppression
{
    /// <summary>Most detections that a tile reports.</summary>
    public const int MostDetections = 1000;

    // As Ultralytics' max_nms: what is weaker than so many others cannot be told from noise.
    private const int MostCandidates = 30_000;

    private static readonly IComparer<Candidate> Order = new MergeOrder();

    /// <summary>Sorts candidates best first and keeps those that no better one of their class covers.</summary>
    /// <param name="list">The candidates; afterwards, those that stay.</param>
    /// <param name="iou">Overlap above which the weaker goes; null: none goes.</param>
    /// <param name="oriented">Whether they are oriented boxes.</param>
    public static void Run(CandidateList list, double? iou, bool oriented)
    {
        if (list.Count < 2)
        {
            return;
        }

        list.Items.Sort(Order);
        if (iou is not { } limit)
        {
            list.Keep(MostDetections);
            return;
        }

        list.Keep(MostCandidates);
        var items = list.Items;
        var kept = 0;
        for (var i = 0; i < items.Length && kept < MostDetections; i++)
        {
            if (!Covered(items[..kept], items[i], limit, oriented))
            {
                items[kept++] = items[i];
            }
        }

        list.Keep(kept);
    }

    private static bool Covered(ReadOnlySpan<Candidate> kept, in Candidate candidate, double limit, bool oriented)
    {
        foreach (ref readonly var better in kept)
        {
            if (better.ClassIndex != candidate.ClassIndex)
            {
                continue;
            }

            var shared = better.Box.IntersectionArea(candidate.Box);
            if (shared <= 0)
            {
                continue;
            }

            var total = better.Box.Area + candidate.Box.Area;
            if (oriented)
            {
                shared = SharedArea(better, candidate);
                total = (better.Width * better.Height) + (candidate.Width * candidate.Height);
            }

            if (shared > limit * (total - shared))
            {
                return true;
            }
        }

        return false;
    }

    private static double SharedArea(in Candidate a, in Candidate b)
    {
        Span<PixelPoint> first = stackalloc PixelPoint[4];
        Span<PixelPoint> second = stackalloc PixelPoint[4];
        OrientedBox.CopyCorners(a.Box.Centre, a.Width, a.Height, a.Angle, first);
        OrientedBox.CopyCorners(b.Box.Centre, b.Width, b.Height, b.Angle, second);
        return ConvexOverlap.Area(first, second);
    }

    // Score descending, yMin, xMin, yMax, xMax, class, angle, index: the merge order as far as one tile has it.
    private sealed class MergeOrder : IComparer<Candidate>
    {
        public int Compare(Candidate x, Candidate y)
        {
            var order = y.Score.CompareTo(x.Score);
            order = order != 0 ? order : x.Box.YMin.CompareTo(y.Box.YMin);
            order = order != 0 ? order : x.Box.XMin.CompareTo(y.Box.XMin);
            order = order != 0 ? order : x.Box.YMax.CompareTo(y.Box.YMax);
            order = order != 0 ? order : x.Box.XMax.CompareTo(y.Box.XMax);
            order = order != 0 ? order : x.ClassIndex.CompareTo(y.ClassIndex);
            order = order != 0 ? order : x.Angle.CompareTo(y.Angle);
            return order != 0 ? order : x.Index.CompareTo(y.Index);
        }
    }
}
