using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Merging;

/// <summary>Reports what of true objects lies in a tile, as a detector without faults would: only its corners jitter.</summary>
/// <param name="seed">Of the jitter and the scores.</param>
internal sealed class PerfectDetector(int seed)
{
    private readonly Random random = new(seed);
    private readonly PolygonOverlap overlap = new();
    private PixelPoint[] buffer = new PixelPoint[64];

    /// <summary>How a cut oriented object is told.</summary>
    public enum CutView
    {
        /// <summary>The rectangle along the object's own axis around what is visible.</summary>
        ObjectAxis,

        /// <summary>The rectangle of least area around what is visible.</summary>
        LeastArea,
    }

    /// <summary>Corners are off by up to this many pixels in x and y.</summary>
    public double Jitter { get; init; } = 1;

    /// <summary>What is less than this many pixels in either direction is not reported.</summary>
    public double SmallestExtent { get; init; } = 4;

    /// <summary>What is less than this share of the object is not reported.</summary>
    public double SmallestShare { get; init; } = 0.1;

    /// <summary>Whether boxes are kept inside their tile, as many decoders do.</summary>
    public bool ClampToTile { get; init; }

    /// <summary>How cut oriented objects are told.</summary>
    public CutView Cut { get; init; } = CutView.ObjectAxis;

    /// <summary>Looks at tiles.</summary>
    /// <param name="objects">The truth.</param>
    /// <param name="tiles">The tiles that run.</param>
    /// <returns>What they report, and how many objects were reported at all.</returns>
    public (List<Detection> Detections, HashSet<int> Seen) Detect(IReadOnlyList<TrueObject> objects, IEnumerable<Tile> tiles)
    {
        var (detections, seen) = (new List<Detection>(), new HashSet<int>());
        foreach (var tile in tiles)
        {
            for (var i = 0; i < objects.Count; i++)
            {
                if (objects[i].Bounds.IntersectionArea(tile.Rect.ToBox()) > 0 && View(objects[i], tile) is { } view)
                {
                    detections.Add(view);
                    seen.Add(i);
                }
            }
        }

        return (detections, seen);
    }

    /// <summary>All tiles of a grid.</summary>
    /// <param name="grid">The grid.</param>
    public static IEnumerable<Tile> AllTiles(TileGrid grid)
    {
        for (var i = 0L; i < grid.Count; i++)
        {
            yield return grid.At(i);
        }
    }

    private Detection? View(TrueObject thing, Tile tile)
    {
        var rect = tile.Rect.ToBox();
        var score = (float)(0.3 + (0.7 * random.NextDouble()));
        if (thing.Oriented is null)
        {
            var box = thing.Bounds;
            var part = new PixelBox(Math.Max(box.XMin, rect.XMin), Math.Max(box.YMin, rect.YMin), Math.Min(box.XMax, rect.XMax), Math.Min(box.YMax, rect.YMax));
            if (part.Width < SmallestExtent || part.Height < SmallestExtent || part.Area < SmallestShare * box.Area)
            {
                return null;
            }

            part = new PixelBox(part.XMin + Off(), part.YMin + Off(), part.XMax + Off(), part.YMax + Off());
            if (ClampToTile)
            {
                part = new PixelBox(Math.Max(part.XMin, rect.XMin), Math.Max(part.YMin, rect.YMin), Math.Min(part.XMax, rect.XMax), Math.Min(part.YMax, rect.YMax));
            }

            return part.Width <= 0 || part.Height <= 0 ? null : new Detection(part, thing.ClassIndex, score, tile.Index);
        }

        var visible = overlap.Clip([.. thing.Oriented.Corners], rect, ref buffer).ToArray();
        if (visible.Length < 3 || PolygonOverlap.AreaOf(visible) < SmallestShare * thing.Oriented.Area)
        {
            return null;
        }

        var whole = visible.Length == 4 && PolygonOverlap.AreaOf(visible) >= thing.Oriented.Area * (1 - 1e-9);
        var seen = whole ? thing.Oriented
            : Cut == CutView.ObjectAxis ? MinimumRectangle.Along(visible, thing.Oriented.Angle, thing.Oriented.Angle)
            : MinimumRectangle.Around(visible, thing.Oriented);
        if (Math.Min(seen.Width, seen.Height) < SmallestExtent)
        {
            return null;
        }

        var shape = JitterCorners(seen);
        return new Detection(shape.Bounds, thing.ClassIndex, score, tile.Index, shape);
    }

    // The rectangle nearest to four corners that are each off a little: mean sides, mean direction.
    private OrientedBox JitterCorners(OrientedBox box)
    {
        var c = box.Corners.Select(p => new PixelPoint(p.X + Off(), p.Y + Off())).ToArray();
        var centre = new PixelPoint(c.Average(p => p.X), c.Average(p => p.Y));
        double ux = c[1].X - c[0].X + c[2].X - c[3].X, uy = c[1].Y - c[0].Y + c[2].Y - c[3].Y;
        double vx = c[3].X - c[0].X + c[2].X - c[1].X, vy = c[3].Y - c[0].Y + c[2].Y - c[1].Y;
        var angle = box.Width >= box.Height ? Math.Atan2(uy, ux) : Math.Atan2(-vx, vy);
        return new OrientedBox(centre, Math.Sqrt((ux * ux) + (uy * uy)) / 2, Math.Sqrt((vx * vx) + (vy * vy)) / 2, angle);
    }

    private double Off() => ((2 * random.NextDouble()) - 1) * Jitter;
}
