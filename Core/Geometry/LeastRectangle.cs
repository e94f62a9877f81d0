namespace RedKube.Core.Geometry;

/// <summary>The rectangle of least area around points of a plane.</summary>
internal static class LeastRectangle
{
    /// <summary>
    /// Finds it: one of its sides lies along an edge of the convex hull (Freeman and Shapira, CACM 18(7), 1975); the hull is Andrew's monotone chain. Of equal
    /// areas the first in hull order is taken.
    /// </summary>
    /// <param name="points">At least one point; reordered.</param>
    /// <returns>Longer side, shorter side, and the direction of the longer one.</returns>
    public static (double Length, double Width, double X, double Y) Around((double X, double Y)[] points)
    {
        var hull = Hull(points);
        var best = (Area: double.PositiveInfinity, Length: 0.0, Width: 0.0, X: 1.0, Y: 0.0);
        for (var i = 0; i < hull.Count; i++)
        {
            var (ax, ay) = hull[i];
            var (bx, by) = hull[(i + 1) % hull.Count];
            var edge = Math.Sqrt(((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay)));
            if (edge == 0)
            {
                continue;
            }

            double ux = (bx - ax) / edge, uy = (by - ay) / edge;
            var along = Extent(hull, ux, uy);
            var across = Extent(hull, -uy, ux);
            if (along * across < best.Area)
            {
                best = along >= across ? (along * across, along, across, ux, uy) : (along * across, across, along, -uy, ux);
            }
        }

        return (best.Length, best.Width, best.X, best.Y);
    }

    private static double Extent(List<(double X, double Y)> hull, double x, double y)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (var point in hull)
        {
            var at = (point.X * x) + (point.Y * y);
            least = Math.Min(least, at);
            most = Math.Max(most, at);
        }

        return most - least;
    }

    private static List<(double X, double Y)> Hull((double X, double Y)[] points)
    {
        Array.Sort(points);
        var hull = new List<(double X, double Y)>(points.Length + 1);
        Chain(hull, points);
        Array.Reverse(points);
        Chain(hull, points);
        return hull;
    }

    // Adds half of the hull without its last point, which begins the other half.
    private static void Chain(List<(double X, double Y)> hull, (double X, double Y)[] points)
    {
        var start = hull.Count;
        foreach (var p in points)
        {
            while (hull.Count >= start + 2 && Turn(hull[^2], hull[^1], p) <= 0)
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(p);
        }

        if (hull.Count > 1)
        {
            hull.RemoveAt(hull.Count - 1);
        }
    }

    private static double Turn((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}
