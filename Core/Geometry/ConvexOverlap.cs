namespace RedKube.Core.Geometry;

/// <summary>
/// Area that two convex polygons share: Sutherland–Hodgman clipping (CACM 17(1), 1974) about a local origin, then the shoelace formula. Allocates nothing;
/// the same bits whichever polygon is named first.
/// </summary>
public static class ConvexOverlap
{
    /// <summary>The most corners that a polygon may have.</summary>
    public const int MaxCorners = 8;

    // Each of 8 half-planes adds one corner to a convex polygon; the rest is room for corners that rounding adds.
    private const int Capacity = 32;

    /// <summary>Square pixels inside both polygons.</summary>
    /// <param name="a">3 to 8 corners, convex, clockwise as seen on the screen (y down), the first not repeated.</param>
    /// <param name="b">Likewise.</param>
    /// <returns>0 where they share no area or where a coordinate is not finite.</returns>
    /// <exception cref="ArgumentException">A polygon has fewer than 3 or more than 8 corners.</exception>
    public static double Area(ReadOnlySpan<PixelPoint> a, ReadOnlySpan<PixelPoint> b)
    {
        if (a.Length is < 3 or > MaxCorners || b.Length is < 3 or > MaxCorners)
        {
            throw new ArgumentException($"A convex polygon here has 3 to {MaxCorners} corners; found {a.Length} and {b.Length}.", nameof(a));
        }

        return Compare(a, b) <= 0 ? Clip(a, b) : Clip(b, a);
    }

    private static double Clip(ReadOnlySpan<PixelPoint> subject, ReadOnlySpan<PixelPoint> clip)
    {
        Span<PixelPoint> from = stackalloc PixelPoint[Capacity];
        Span<PixelPoint> to = stackalloc PixelPoint[Capacity];
        var origin = subject[0];
        for (var i = 0; i < subject.Length; i++)
        {
            from[i] = new PixelPoint(subject[i].X - origin.X, subject[i].Y - origin.Y);
        }

        var count = subject.Length;
        var start = new PixelPoint(clip[^1].X - origin.X, clip[^1].Y - origin.Y);
        foreach (var corner in clip)
        {
            var end = new PixelPoint(corner.X - origin.X, corner.Y - origin.Y);
            count = KeepInside(from[..count], to, start, end);
            if (count < 3)
            {
                return 0;
            }

            var other = from;
            from = to;
            to = other;
            start = end;
        }

        return AreaOf(from[..count]);
    }

    // Inside is to the right of the edge as one walks it on the screen.
    private static int KeepInside(ReadOnlySpan<PixelPoint> polygon, Span<PixelPoint> kept, PixelPoint start, PixelPoint end)
    {
        double dx = end.X - start.X, dy = end.Y - start.Y;
        var count = 0;
        var previous = polygon[^1];
        var before = (dx * (previous.Y - start.Y)) - (dy * (previous.X - start.X));
        foreach (var point in polygon)
        {
            var side = (dx * (point.Y - start.Y)) - (dy * (point.X - start.X));
            if (count < Capacity && ((before < 0 && side > 0) || (before > 0 && side < 0)))
            {
                var t = before / (before - side);
                kept[count++] = new PixelPoint(previous.X + (t * (point.X - previous.X)), previous.Y + (t * (point.Y - previous.Y)));
            }

            if (count < Capacity && side >= 0)
            {
                kept[count++] = point;
            }

            previous = point;
            before = side;
        }

        return count;
    }

    private static double AreaOf(ReadOnlySpan<PixelPoint> ring)
    {
        var sum = 0.0;
        for (var i = 1; i + 1 < ring.Length; i++)
        {
            sum += ((ring[i].X - ring[0].X) * (ring[i + 1].Y - ring[0].Y)) - ((ring[i + 1].X - ring[0].X) * (ring[i].Y - ring[0].Y));
        }

        return sum > 0 && double.IsFinite(sum) ? sum / 2 : 0;
    }

    private static int Compare(ReadOnlySpan<PixelPoint> a, ReadOnlySpan<PixelPoint> b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = a[i].X.CompareTo(b[i].X);
            order = order != 0 ? order : a[i].Y.CompareTo(b[i].Y);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }
}
