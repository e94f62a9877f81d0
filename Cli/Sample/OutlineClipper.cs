using RedKube.Core.Geometry;

namespace RedKube.Cli.Sample;

/// <summary>Cuts a ring at the image's edges: Sutherland and Hodgman, "Reentrant polygon clipping" (1974).</summary>
internal static class OutlineClipper
{
    /// <summary>What of a ring lies inside the image; fewer than three corners where nothing does.</summary>
    public static List<PixelPoint> Clip(IReadOnlyList<PixelPoint> ring, PixelSize size)
    {
        var kept = Side(ring, static p => p.X);
        kept = Side(kept, p => size.Width - p.X);
        kept = Side(kept, static p => p.Y);
        return Side(kept, p => size.Height - p.Y);
    }

    private static List<PixelPoint> Side(IReadOnlyList<PixelPoint> ring, Func<PixelPoint, double> inside)
    {
        var kept = new List<PixelPoint>(ring.Count + 4);
        for (var i = 0; i < ring.Count; i++)
        {
            var (p, q) = (ring[i], ring[(i + 1) % ring.Count]);
            var (a, b) = (inside(p), inside(q));
            if (a >= 0)
            {
                kept.Add(p);
            }

            if (a >= 0 != b >= 0)
            {
                var t = a / (a - b);
                kept.Add(new PixelPoint(p.X + ((q.X - p.X) * t), p.Y + ((q.Y - p.Y) * t)));
            }
        }

        return kept;
    }
}
