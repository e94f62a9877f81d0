using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// Leaves out corners of a ring that lie closer to the line between their neighbours than a tolerance (Douglas and Peucker 1973), starting from its first
/// corner and the one farthest from it. Where the ring would then cross itself, the tolerance is halved.
/// </summary>
internal static class RingSimplifier
{
    /// <summary>Simplifies a ring.</summary>
    /// <param name="ring">A simple ring, the first corner not repeated.</param>
    /// <param name="tolerance">Pixels.</param>
    /// <returns>The corners that stay; empty where fewer than three would.</returns>
    public static PixelPoint[] Simplify(PixelPoint[] ring, double tolerance)
    {
        for (var attempt = 0; attempt < 3 && ring.Length > 3; attempt++)
        {
            var simple = Once(ring, tolerance);
            if (simple.Length >= 3 && !CrossesItself(simple))
            {
                return simple;
            }

            tolerance /= 2;
        }

        return ring.Length >= 3 ? ring : [];
    }

    private static PixelPoint[] Once(PixelPoint[] ring, double tolerance)
    {
        var far = 0;
        for (var i = 1; i < ring.Length; i++)
        {
            if (SquaredLength(ring[0], ring[i]) > SquaredLength(ring[0], ring[far]))
            {
                far = i;
            }
        }

        var keep = new bool[ring.Length];
        keep[0] = keep[far] = true;
        var open = new Stack<(int From, int To)>();
        open.Push((0, far));
        open.Push((far, ring.Length));
        while (open.TryPop(out var part))
        {
            var (at, distance) = Farthest(ring, part.From, part.To);
            if (distance > tolerance * tolerance)
            {
                keep[at] = true;
                open.Push((part.From, at));
                open.Push((at, part.To));
            }
        }

        return [.. ring.Where((_, i) => keep[i])];
    }

    private static (int At, double SquaredDistance) Farthest(PixelPoint[] ring, int from, int to)
    {
        var end = ring[to % ring.Length];
        var best = (At: from, SquaredDistance: -1.0);
        for (var i = from + 1; i < to; i++)
        {
            var distance = SquaredDistance(ring[i], ring[from], end);
            best = distance > best.SquaredDistance ? (i, distance) : best;
        }

        return best;
    }

    private static double SquaredDistance(PixelPoint p, PixelPoint a, PixelPoint b)
    {
        var length = SquaredLength(a, b);
        var t = length == 0 ? 0 : Math.Clamp((((p.X - a.X) * (b.X - a.X)) + ((p.Y - a.Y) * (b.Y - a.Y))) / length, 0, 1);
        return SquaredLength(p, new PixelPoint(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y))));
    }

    private static double SquaredLength(PixelPoint a, PixelPoint b) => ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y));

    private static bool CrossesItself(PixelPoint[] ring)
    {
        for (var i = 0; i < ring.Length; i++)
        {
            for (var j = i + 2; j < ring.Length; j++)
            {
                var adjacent = i == 0 && j == ring.Length - 1;
                if (!adjacent && Cross(ring[i], ring[i + 1], ring[j], ring[(j + 1) % ring.Length]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Cross(PixelPoint a, PixelPoint b, PixelPoint c, PixelPoint d) =>
        Side(a, b, c) * Side(a, b, d) <= 0 && Side(c, d, a) * Side(c, d, b) <= 0
        && Math.Max(a.X, b.X) >= Math.Min(c.X, d.X) && Math.Max(c.X, d.X) >= Math.Min(a.X, b.X)
        && Math.Max(a.Y, b.Y) >= Math.Min(c.Y, d.Y) && Math.Max(c.Y, d.Y) >= Math.Min(a.Y, b.Y);

    private static int Side(PixelPoint a, PixelPoint b, PixelPoint p) =>
        Math.Sign(((b.X - a.X) * (p.Y - a.Y)) - ((b.Y - a.Y) * (p.X - a.X)));
}
