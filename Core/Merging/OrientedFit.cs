using RedKube.Core.Geometry;

namespace RedKube.Core.Merging;

/// <summary>
/// Finds the oriented box whose parts, seen through the tiles, look as they were reported: least squares over the distances between reported rectangles
/// and those that a detector would report, descending side by side from several directions. For objects that no tile saw whole, where the rectangles around what
/// each tile saw say little by themselves. Not safe for threads.
/// </summary>
internal sealed class OrientedFit
{
    /// <summary>Views that are off by less than this, pixels, agree with a box.</summary>
    public const double Agreement = 4;

    // Corners that are off by more than this say no more than that they are off.
    private const double MostOff = 250;
    private const double FirstStep = 32;
    private const double LastStep = 0.5;
    private const double NearlyLeast = 1.05;
    private const int Directions = 12;
    private const int MostRounds = 24;

    private readonly PolygonOverlap overlap = new();
    private readonly PixelPoint[] corners = new PixelPoint[4];
    private PixelPoint[] clipped = new PixelPoint[16];

    /// <summary>What one tile saw.</summary>
    /// <param name="Seen">The rectangle that was reported.</param>
    /// <param name="Tile">The tile.</param>
    public readonly record struct View(OrientedBox Seen, PixelBox Tile);

    /// <summary>The farthest that any view is from what it should be if an object were this box, pixels.</summary>
    /// <param name="box">The box.</param>
    /// <param name="views">The views.</param>
    public double Worst(OrientedBox box, ReadOnlySpan<View> views)
    {
        var worst = 0.0;
        foreach (ref readonly var view in views)
        {
            worst = Math.Max(worst, Off(box, view));
        }

        return worst;
    }

    /// <summary>Finds the box that explains the views best.</summary>
    /// <param name="start">A first guess; nothing worse is returned.</param>
    /// <param name="around">Points around the object.</param>
    /// <param name="views">The views.</param>
    public OrientedBox Fit(OrientedBox start, ReadOnlySpan<PixelPoint> around, ReadOnlySpan<View> views)
    {
        var (best, least) = (start, Cost(start, views));
        foreach (var angle in Angles(start, views))
        {
            var (box, cost) = Descend(MinimumRectangle.Along(around, angle, start.Angle), views, 1);
            (best, least) = cost < least ? (box, cost) : (best, least);
        }

        return Descend(best, views, LastStep).Box;
    }

    // Directions that were reported, and some between: where tiles see no corner of an object they report none of its own.
    private static List<double> Angles(OrientedBox start, ReadOnlySpan<View> views)
    {
        List<double> angles = [start.Angle];
        foreach (ref readonly var view in views)
        {
            AddIfNew(angles, view.Seen.Angle, Math.PI / 180);
        }

        for (var i = 0; i < Directions; i++)
        {
            AddIfNew(angles, i * (Math.PI / 2 / Directions), Math.PI / 4 / Directions);
        }

        return angles;
    }

    private static void AddIfNew(List<double> angles, double angle, double apart)
    {
        if (!angles.Exists(a => Math.Abs(Math.IEEERemainder(a - angle, Math.PI / 2)) < apart))
        {
            angles.Add(angle);
        }
    }

    private (OrientedBox Box, double Cost) Descend(OrientedBox box, ReadOnlySpan<View> views, double lastStep)
    {
        var cost = Cost(box, views);
        for (var step = FirstStep; step >= lastStep; step /= 2)
        {
            for (var round = 0; round < MostRounds; round++)
            {
                var before = cost;
                for (var move = 0; move < 10; move++)
                {
                    var moved = Move(box, move, step);
                    if (moved.Width > LastStep && moved.Height > LastStep && Cost(moved, views) is var now && now < cost)
                    {
                        (box, cost) = (moved, now);
                    }
                }

                if (cost >= before)
                {
                    break;
                }
            }
        }

        return (box, cost);
    }

    // Each side out and in, and a turn both ways by as much as its corners move.
    private static OrientedBox Move(OrientedBox box, int move, double step)
    {
        step = move % 2 == 0 ? step : -step;
        var (sin, cos) = Math.SinCos(box.Angle);
        return (move / 2) switch
        {
            0 => box with { Width = box.Width + step, Centre = new(box.Centre.X + (step / 2 * cos), box.Centre.Y + (step / 2 * sin)) },
            1 => box with { Width = box.Width + step, Centre = new(box.Centre.X - (step / 2 * cos), box.Centre.Y - (step / 2 * sin)) },
            2 => box with { Height = box.Height + step, Centre = new(box.Centre.X - (step / 2 * sin), box.Centre.Y + (step / 2 * cos)) },
            3 => box with { Height = box.Height + step, Centre = new(box.Centre.X + (step / 2 * sin), box.Centre.Y - (step / 2 * cos)) },
            _ => box with { Angle = box.Angle + (2 * step / Math.Max(1, Math.Max(box.Width, box.Height))) },
        };
    }

    private double Cost(OrientedBox box, ReadOnlySpan<View> views)
    {
        var sum = 0.0;
        foreach (ref readonly var view in views)
        {
            sum += Off(box, view);
        }

        return sum;
    }

    // Detectors tell a cut object by the least rectangle around what they see of it, or by one along the object.
    private double Off(OrientedBox box, in View view)
    {
        var ring = overlap.Clip(CornersOf(box), view.Tile, ref clipped);
        if (ring.Length < 3 || PolygonOverlap.AreaOf(ring) <= 0)
        {
            return MostOff;
        }

        var least = double.PositiveInfinity;
        var along = MinimumRectangle.Along(ring, box.Angle, view.Seen.Angle);
        var off = Distance(along, view.Seen);
        Span<(double Angle, double Area)> sides = stackalloc (double, double)[16];
        var count = 0;
        for (var i = 0; i < ring.Length && count < sides.Length; i++)
        {
            var next = ring[(i + 1) % ring.Length];
            double dx = next.X - ring[i].X, dy = next.Y - ring[i].Y;
            if ((dx * dx) + (dy * dy) < 1)
            {
                continue;
            }

            var angle = Math.Atan2(dy, dx);
            var area = MinimumRectangle.Along(ring, angle, view.Seen.Angle).Area;
            sides[count++] = (angle, area);
            least = Math.Min(least, area);
        }

        foreach (var (angle, area) in sides[..count])
        {
            if (area <= NearlyLeast * least)
            {
                off = Math.Min(off, Distance(MinimumRectangle.Along(ring, angle, view.Seen.Angle), view.Seen));
            }
        }

        return Math.Min(off, MostOff);
    }

    // The same corner of both: Along turns a box by less than half a right angle from the other.
    private static double Distance(OrientedBox a, OrientedBox b)
    {
        var (one, other) = (a.Corners, b.Corners);
        var farthest = 0.0;
        for (var i = 0; i < one.Count; i++)
        {
            double dx = one[i].X - other[i].X, dy = one[i].Y - other[i].Y;
            farthest = Math.Max(farthest, (dx * dx) + (dy * dy));
        }

        return Math.Sqrt(farthest);
    }

    private PixelPoint[] CornersOf(OrientedBox box)
    {
        var all = box.Corners;
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = all[i];
        }

        return corners;
    }
}
