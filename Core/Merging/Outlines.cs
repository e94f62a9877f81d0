using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Merging;

/// <summary>Corners and overlaps of detections of any kind. Holds buffers: one thread at a time.</summary>
internal sealed class Outlines
{
    private readonly PolygonOverlap overlap = new();
    private readonly PixelPoint[] cornersA = new PixelPoint[4];
    private readonly PixelPoint[] cornersB = new PixelPoint[4];
    private PixelPoint[] clippedA = new PixelPoint[64];
    private PixelPoint[] clippedB = new PixelPoint[64];

    /// <summary>Overlap of two detections by a metric, 0 to 1.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <param name="metric">How it is measured.</param>
    public double Overlap(in Detection a, in Detection b, OverlapMetric metric)
    {
        if (a.Shape is null && b.Shape is null)
        {
            return Ratio(a.Box.IntersectionArea(b.Box), a.Box.Area, b.Box.Area, metric);
        }

        if (a.Box.IntersectionArea(b.Box) <= 0)
        {
            return 0;
        }

        var shared = overlap.Area(Corners(a, cornersA), Corners(b, cornersB));
        return Ratio(shared, a.Area, b.Area, metric);
    }

    /// <summary>Compares what two detections cover of a box.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <param name="box">What both tiles see.</param>
    public ClippedOverlap Within(in Detection a, in Detection b, PixelBox box)
    {
        var inA = overlap.Clip(Corners(a, cornersA), box, ref clippedA);
        var inB = overlap.Clip(Corners(b, cornersB), box, ref clippedB);
        if (inA.Length < 3 || inB.Length < 3)
        {
            return default;
        }

        var (areaA, areaB) = (PolygonOverlap.AreaOf(inA), PolygonOverlap.AreaOf(inB));
        var shared = Math.Min(overlap.Area(inA, inB), Math.Min(areaA, areaB));
        var distance = shared > 0 && shared < 0.7 * Math.Max(areaA, areaB)
            ? Math.Max(PolygonOverlap.FarthestOutside(inA, inB), PolygonOverlap.FarthestOutside(inB, inA))
            : 0;
        return new ClippedOverlap(shared, areaA, areaB, distance);
    }

    /// <summary>The corners of a detection that lie inside a box, edges cut by it included.</summary>
    /// <param name="detection">The detection.</param>
    /// <param name="box">Its tile, for one.</param>
    /// <param name="points">Receives them.</param>
    public void AddClipped(in Detection detection, PixelBox box, List<PixelPoint> points) =>
        points.AddRange(overlap.Clip(Corners(detection, cornersA), box, ref clippedA));

    /// <summary>The bounds of what a detection covers of a box.</summary>
    /// <param name="detection">The detection.</param>
    /// <param name="box">The box.</param>
    /// <param name="bounds">The bounds.</param>
    /// <returns>Whether it covers anything of it.</returns>
    public bool TryBoundsWithin(in Detection detection, PixelBox box, out PixelBox bounds)
    {
        var ring = overlap.Clip(Corners(detection, cornersA), box, ref clippedA);
        bounds = default;
        for (var i = 0; i < ring.Length; i++)
        {
            var point = new PixelBox(ring[i].X, ring[i].Y, ring[i].X, ring[i].Y);
            bounds = i == 0 ? point : bounds.Union(point);
        }

        return ring.Length >= 3;
    }

    /// <summary>How much of a detection lies outside another one.</summary>
    /// <param name="detection">The detection.</param>
    /// <param name="other">The other.</param>
    /// <param name="box">Only what lies in here counts.</param>
    /// <returns>The farthest corner's distance, pixels, and the share of its area.</returns>
    public (double Distance, double Share) Outside(in Detection detection, in Detection other, PixelBox box)
    {
        var ring = overlap.Clip(Corners(detection, cornersA), box, ref clippedA);
        var area = ring.Length < 3 ? 0 : PolygonOverlap.AreaOf(ring);
        if (area <= 0)
        {
            return default;
        }

        var around = Corners(other, cornersB);
        return (PolygonOverlap.FarthestOutside(ring, around), 1 - (overlap.Area(ring, around) / area));
    }

    /// <summary>The bounds of what a detection covers of a box, and its area; of the whole detection where it covers nothing of it.</summary>
    /// <param name="detection">The detection.</param>
    /// <param name="box">Its tile, for one.</param>
    /// <param name="area">Square pixels.</param>
    public PixelBox BoundsWithin(in Detection detection, PixelBox box, out double area)
    {
        area = detection.Box.IntersectionArea(box);
        if (detection.Shape is null && area > 0)
        {
            var (x0, y0, x1, y1) = detection.Box;
            return new PixelBox(Math.Max(x0, box.XMin), Math.Max(y0, box.YMin), Math.Min(x1, box.XMax), Math.Min(y1, box.YMax));
        }

        if (area <= 0 || !TryBoundsWithin(detection, box, out var bounds))
        {
            area = detection.Area;
            return detection.Box;
        }

        area = PolygonOverlap.AreaOf(overlap.Clip(Corners(detection, cornersA), box, ref clippedA));
        return bounds;
    }

    /// <summary>How far a point lies outside a detection, pixels.</summary>
    /// <param name="detection">The detection.</param>
    /// <param name="point">The point.</param>
    public static double Distance(in Detection detection, PixelPoint point) =>
        PolygonOverlap.FarthestOutside([point], Corners(detection, new PixelPoint[4]));

    /// <summary>The corners of a detection.</summary>
    /// <param name="detection">The detection.</param>
    /// <param name="buffer">Room for four.</param>
    public static ReadOnlySpan<PixelPoint> Corners(in Detection detection, PixelPoint[] buffer)
    {
        if (detection.Shape is PixelPolygon polygon)
        {
            return polygon.Ring;
        }

        if (detection.Shape is OrientedBox box)
        {
            var (sin, cos) = Math.SinCos(box.Angle);
            double ux = box.Width / 2 * cos, uy = box.Width / 2 * sin, vx = -box.Height / 2 * sin, vy = box.Height / 2 * cos;
            buffer[0] = new(box.Centre.X - ux - vx, box.Centre.Y - uy - vy);
            buffer[1] = new(box.Centre.X + ux - vx, box.Centre.Y + uy - vy);
            buffer[2] = new(box.Centre.X + ux + vx, box.Centre.Y + uy + vy);
            buffer[3] = new(box.Centre.X - ux + vx, box.Centre.Y - uy + vy);
            return buffer;
        }

        var (x0, y0, x1, y1) = detection.Box;
        (buffer[0], buffer[1], buffer[2], buffer[3]) = (new(x0, y0), new(x1, y0), new(x1, y1), new(x0, y1));
        return buffer;
    }

    private static double Ratio(double shared, double a, double b, OverlapMetric metric)
    {
        var whole = metric == OverlapMetric.Iou ? a + b - shared : Math.Min(a, b);
        return whole > 0 ? shared / whole : 0;
    }
}
