namespace RedKube.Core.Geometry;

/// <summary>
/// What two simple polygons share. Convex ones of up to eight corners go to <see cref="ConvexOverlap"/>; others are cut into horizontal slabs at
/// every corner and crossing, in each of which the shared length at mid-height times the height is the exact area (the sweep of Bentley and
/// Ottmann 1979, without its tree). Edges that lie on each other, frequent in outlines of masks, need no special care.
/// Holds buffers: one thread at a time.
/// </summary>
internal sealed class PolygonOverlap
{
    private readonly List<double> heights = [];
    private readonly List<double> crossingsA = [];
    private readonly List<double> crossingsB = [];
    private PixelPoint[] even = new PixelPoint[64];
    private PixelPoint[] odd = new PixelPoint[64];

    /// <summary>Square pixels inside both polygons.</summary>
    /// <param name="a">At least 3 corners, clockwise as seen on the screen.</param>
    /// <param name="b">Likewise.</param>
    public double Area(ReadOnlySpan<PixelPoint> a, ReadOnlySpan<PixelPoint> b)
    {
        if (a.Length < 3 || b.Length < 3)
        {
            return 0;
        }

        return IsSmallConvex(a) && IsSmallConvex(b) ? ConvexOverlap.Area(a, b) : SlabArea(a, b);
    }

    /// <summary>The part of a polygon inside a box; concave polygons may keep edges of no area along the box.</summary>
    /// <param name="ring">The polygon.</param>
    /// <param name="box">The box.</param>
    /// <param name="kept">Receives the corners; grown as needed.</param>
    /// <returns>The corners kept, fewer than 3 where nothing is.</returns>
    /// <remarks>Sutherland and Hodgman, CACM 17(1), 1974.</remarks>
    public ReadOnlySpan<PixelPoint> Clip(ReadOnlySpan<PixelPoint> ring, PixelBox box, ref PixelPoint[] kept)
    {
        Grow(ref even, ring.Length);
        ring.CopyTo(even);
        var count = ring.Length;
        count = KeepBelow(even, count, ref odd, 1, 0, box.XMax);
        count = KeepBelow(odd, count, ref even, -1, 0, -box.XMin);
        count = KeepBelow(even, count, ref odd, 0, 1, box.YMax);
        count = KeepBelow(odd, count, ref even, 0, -1, -box.YMin);
        Grow(ref kept, count);
        even.AsSpan(0, count).CopyTo(kept);
        return kept.AsSpan(0, count);
    }

    /// <summary>Square pixels inside a ring, whichever way it runs.</summary>
    /// <param name="ring">Corners in order.</param>
    public static double AreaOf(ReadOnlySpan<PixelPoint> ring)
    {
        var sum = 0.0;
        for (var i = 1; i + 1 < ring.Length; i++)
        {
            sum += Cross(ring[0], ring[i], ring[i + 1]);
        }

        return Math.Abs(sum) / 2;
    }

    /// <summary>The farthest that a corner of one polygon lies outside the other, pixels.</summary>
    /// <param name="ring">The corners.</param>
    /// <param name="other">The other polygon.</param>
    public static double FarthestOutside(ReadOnlySpan<PixelPoint> ring, ReadOnlySpan<PixelPoint> other)
    {
        var worst = 0.0;
        foreach (var point in ring)
        {
            worst = Math.Max(worst, SquaredDistance(point, other));
        }

        return Math.Sqrt(worst);
    }

    private static double SquaredDistance(PixelPoint point, ReadOnlySpan<PixelPoint> ring)
    {
        var (best, inside) = (double.MaxValue, false);
        var from = ring[^1];
        foreach (var to in ring)
        {
            double dx = to.X - from.X, dy = to.Y - from.Y;
            var along = (dx * dx) + (dy * dy);
            var t = along > 0 ? Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / along, 0, 1) : 0;
            double x = from.X + (t * dx) - point.X, y = from.Y + (t * dy) - point.Y;
            best = Math.Min(best, (x * x) + (y * y));
            if (from.Y <= point.Y != to.Y <= point.Y && point.X < from.X + ((point.Y - from.Y) / dy * dx))
            {
                inside = !inside;
            }

            from = to;
        }

        return inside ? 0 : best;
    }

    private static double Cross(PixelPoint o, PixelPoint a, PixelPoint b) => ((a.X - o.X) * (b.Y - o.Y)) - ((b.X - o.X) * (a.Y - o.Y));

    private static bool IsSmallConvex(ReadOnlySpan<PixelPoint> ring)
    {
        if (ring.Length > ConvexOverlap.MaxCorners)
        {
            return false;
        }

        for (var i = 0; i < ring.Length; i++)
        {
            if (Cross(ring[i], ring[(i + 1) % ring.Length], ring[(i + 2) % ring.Length]) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Grow(ref PixelPoint[] buffer, int count)
    {
        if (buffer.Length < count)
        {
            Array.Resize(ref buffer, Math.Max(count, 2 * buffer.Length));
        }
    }

    private static int KeepBelow(PixelPoint[] from, int count, ref PixelPoint[] to, int nx, int ny, double limit)
    {
        if (count < 3)
        {
            return 0;
        }

        Grow(ref to, 2 * count);
        var kept = 0;
        var previous = from[count - 1];
        var before = limit - ((nx * previous.X) + (ny * previous.Y));
        foreach (var point in from.AsSpan(0, count))
        {
            var side = limit - ((nx * point.X) + (ny * point.Y));
            if ((before < 0 && side > 0) || (before > 0 && side < 0))
            {
                var t = before / (before - side);
                to[kept++] = new PixelPoint(previous.X + (t * (point.X - previous.X)), previous.Y + (t * (point.Y - previous.Y)));
            }

            if (side >= 0)
            {
                to[kept++] = point;
            }

            (previous, before) = (point, side);
        }

        return kept;
    }

    private static (double Low, double High) RangeOfY(ReadOnlySpan<PixelPoint> ring)
    {
        var (low, high) = (ring[0].Y, ring[0].Y);
        foreach (var point in ring)
        {
            low = Math.Min(low, point.Y);
            high = Math.Max(high, point.Y);
        }

        return (low, high);
    }

    private static void CrossAt(ReadOnlySpan<PixelPoint> ring, double y, List<double> found)
    {
        found.Clear();
        var from = ring[^1];
        foreach (var to in ring)
        {
            if (from.Y <= y != to.Y <= y)
            {
                var x = from.X + ((y - from.Y) / (to.Y - from.Y) * (to.X - from.X));
                var at = found.Count;
                found.Add(x);
                for (; at > 0 && found[at - 1] > x; at--)
                {
                    found[at] = found[at - 1];
                }

                found[at] = x;
            }

            from = to;
        }
    }

    private static double SharedLength(List<double> a, List<double> b)
    {
        var sum = 0.0;
        for (int i = 0, j = 0; i + 1 < a.Count && j + 1 < b.Count;)
        {
            sum += Math.Max(0, Math.Min(a[i + 1], b[j + 1]) - Math.Max(a[i], b[j]));
            if (a[i + 1] < b[j + 1])
            {
                i += 2;
            }
            else
            {
                j += 2;
            }
        }

        return sum;
    }

    private double SlabArea(ReadOnlySpan<PixelPoint> a, ReadOnlySpan<PixelPoint> b)
    {
        var ((lowA, highA), (lowB, highB)) = (RangeOfY(a), RangeOfY(b));
        var (low, high) = (Math.Max(lowA, lowB), Math.Min(highA, highB));
        if (!(low < high))
        {
            return 0;
        }

        heights.Clear();
        heights.Add(high);
        AddHeights(a, low, high);
        AddHeights(b, low, high);
        AddCrossings(a, b, low, high);
        heights.Sort();
        var sum = 0.0;
        var top = low;
        foreach (var bottom in heights)
        {
            if (bottom > top)
            {
                var middle = top + ((bottom - top) / 2);
                CrossAt(a, middle, crossingsA);
                CrossAt(b, middle, crossingsB);
                sum += (bottom - top) * SharedLength(crossingsA, crossingsB);
                top = bottom;
            }
        }

        return sum;
    }

    private void AddHeights(ReadOnlySpan<PixelPoint> ring, double low, double high)
    {
        foreach (var point in ring)
        {
            if (point.Y > low && point.Y < high)
            {
                heights.Add(point.Y);
            }
        }
    }

    private void AddCrossings(ReadOnlySpan<PixelPoint> a, ReadOnlySpan<PixelPoint> b, double low, double high)
    {
        var a0 = a[^1];
        foreach (var a1 in a)
        {
            if (Math.Max(a0.Y, a1.Y) > low && Math.Min(a0.Y, a1.Y) < high)
            {
                AddCrossings(a0, a1, b, low, high);
            }

            a0 = a1;
        }
    }

    private void AddCrossings(PixelPoint a0, PixelPoint a1, ReadOnlySpan<PixelPoint> b, double low, double high)
    {
        var (left, right, top, bottom) = (Math.Min(a0.X, a1.X), Math.Max(a0.X, a1.X), Math.Min(a0.Y, a1.Y), Math.Max(a0.Y, a1.Y));
        var b0 = b[^1];
        foreach (var b1 in b)
        {
            if (Math.Max(b0.Y, b1.Y) > top && Math.Min(b0.Y, b1.Y) < bottom && Math.Max(b0.X, b1.X) >= left && Math.Min(b0.X, b1.X) <= right)
            {
                double ux = a1.X - a0.X, uy = a1.Y - a0.Y, vx = b1.X - b0.X, vy = b1.Y - b0.Y;
                var denominator = (ux * vy) - (uy * vx);
                var t = (((b0.X - a0.X) * vy) - ((b0.Y - a0.Y) * vx)) / denominator;
                var y = a0.Y + (t * uy);
                if (t is > 0 and < 1 && y > low && y < high)
                {
                    heights.Add(y);
                }
            }

            b0 = b1;
        }
    }
}
