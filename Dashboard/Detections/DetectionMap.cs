using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Detections;

/// <summary>The detections of one job as they are at a moment. Immutable; safe for any number of threads.</summary>
/// <param name="Version">Changes whenever there are others.</param>
/// <param name="Names">Names of classes by index.</param>
/// <param name="Space">The space in which they lie.</param>
/// <param name="Segments">The detections.</param>
/// <param name="Scores">Their counts, those without a place included.</param>
/// <param name="File">The job's result; null before there is one.</param>
internal sealed record DetectionMap(
    string Version, IReadOnlyList<string> Names, MapSpace Space, IReadOnlyList<DetectionSegment> Segments, ScoreTable Scores, FeatureFile? File)
{
    /// <summary>Bytes of memory.</summary>
    public long Bytes => Segments.Sum(static s => s.Bytes) + (File?.Bytes ?? 0);

    /// <summary>How many there are, with a place.</summary>
    public long Count => Segments.Sum(static s => (long)s.Count);

    /// <summary>Numbers of detections whose outline touches a box, rising.</summary>
    /// <param name="from">Upper left corner of the box.</param>
    /// <param name="to">Lower right corner.</param>
    /// <param name="filter">Which are wanted.</param>
    public IReadOnlyList<int> Touching(MapPoint from, MapPoint to, MapFilter filter)
    {
        var found = new List<int>();
        var corners = new List<MapPoint>();
        foreach (var segment in Segments)
        {
            for (var i = 0; i < segment.Count; i++)
            {
                var centre = segment.Centre(i);
                var near = segment.LargestHalf;
                if (centre.X < from.X - near || centre.X > to.X + near || centre.Y < from.Y - near || centre.Y > to.Y + near
                    || !filter.Passes(segment.Classes[i], segment.Scores[i]))
                {
                    continue;
                }

                segment.Outline(i, corners);
                if (corners.Max(static c => c.X) >= from.X && corners.Min(static c => c.X) <= to.X && corners.Max(static c => c.Y) >= from.Y && corners.Min(static c => c.Y) <= to.Y)
                {
                    found.Add(segment.Numbers[i]);
                }
            }
        }

        found.Sort();
        return found;
    }
}
