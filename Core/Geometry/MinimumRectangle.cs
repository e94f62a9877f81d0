namespace RedKube.Core.Geometry;

/// <summary>
/// The rectangle of least area around points: one of its sides lies on a side of the convex hull (Freeman and Shapira, CACM 18(7), 1975). The hull
/// is Andrew's monotone chain (1979).
/// </summary>
internal static class MinimumRectangle
{
    /// <summary>Finds it.</summary>
    /// <param name="points">At least one point; sorted in place.</param>
    /// <param name="like">Its <see cref="OrientedBox.Angle"/> decides which of the four turns of the rectangle is returned: the nearest one.</param>
    /// <returns>The rectangle; where several are equally small, the one nearest in direction to <paramref name="like"/>.</returns>
    public static OrientedBox Around(Span<PixelPoint> points, OrientedBox like)
    {
        var hull = Hull(points);
        var best = Along(hull, like.Angle, like.Angle);
        for (var i = 0; i < hull.Length; i++)
        {
            var next = hull[(i + 1) % hull.Length];
            double dx = next.X - hull[i].X, dy = next.Y - hull[i].Y;
            if (dx == 0 && dy == 0)
            {
                continue;
            }

            var candidate = Along(hull, Math.Atan2(dy, dx), like.Angle);
            // A gain of rounding's size does not turn the box.
            best = candidate.Area < best.Area * (1 - 1e-9) ? candidate : best;
        }

        return best;
    }

    /// <summary>The rectangle around points at an angle.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="angle">Radians, as <see cref="OrientedBox.Angle"/>.</param>
    /// <param name="like">The quarter turn of <paramref name="angle"/> nearest to this one is returned.</param>
    public static OrientedBox Along(ReadOnlySpan<PixelPoint> points, double angle, double like)
    {
        angle += Math.Round((like - angle) / (Math.PI / 2)) * (Math.PI / 2);
        var (sin, cos) = Math.SinCos(angle);
        var origin = points[0];
        double u0 = 0, u1 = 0, v0 = 0, v1 = 0;
        foreach (var point in points)
        {
            double x = point.X - origin.X, y = point.Y - origin.Y;
            double u = (x * cos) + (y * sin), v = (y * cos) - (x * sin);
            (u0, u1, v0, v1) = (Math.Min(u0, u), Math.Max(u1, u), Math.Min(v0, v), Math.Max(v1, v));
        }

        double centreU = (u0 + u1) / 2, centreV = (v0 + v1) / 2;
        var centre = new PixelPoint(origin.X + (centreU * cos) - (centreV * sin), origin.Y + (centreU * sin) + (centreV * cos));
        return new OrientedBox(centre, u1 - u0, v1 - v0, angle);
    }

    private static PixelPoint[] Hull(Span<PixelPoint> points)
    {
        points.Sort(static (a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
        var hull = new PixelPoint[(2 * points.Length) + 1];
        var count = 0;
        for (var i = 0; i < points.Length; i++)
        {
            count = Push(hull, count, 0, points[i]);
        }

        var lower = count - 1;
        for (var i = points.Length - 2; i >= 0; i--)
        {
            count = Push(hull, count, lower, points[i]);
        }

        return hull[..Math.Max(1, count - 1)];
    }

    private static int Push(PixelPoint[] hull, int count, int floor, PixelPoint point)
    {
        while (count >= floor + 2)
        {
            var (a, b) = (hull[count - 2], hull[count - 1]);
            if (((b.X - a.X) * (point.Y - a.Y)) - ((point.X - a.X) * (b.Y - a.Y)) > 0)
            {
                break;
            }

            count--;
        }

        hull[count++] = point;
        return count;
    }
}
