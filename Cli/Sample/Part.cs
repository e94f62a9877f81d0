namespace RedKube.Cli.Sample;

/// <summary>
/// One drawn shape about a centre: a convex polygon, or a disc drawn out along a segment (a capsule), or the ring around one.
/// Its coverage of a pixel follows from the signed distance to its edge.
/// </summary>
internal sealed class Part
{
    private Part(double centreX, double centreY)
    {
        CentreX = centreX;
        CentreY = centreY;
    }

    public double CentreX { get; }

    public double CentreY { get; }

    /// <summary>Edges of a polygon as normal x, normal y, offset, three numbers each; empty for a capsule.</summary>
    public float[] Edges { get; private init; } = [];

    /// <summary>Corners of a polygon, world coordinates.</summary>
    public ScenePoint[] Corners { get; private init; } = [];

    public float Radius { get; private init; }

    public float SegmentX { get; private init; }

    public float SegmentY { get; private init; }

    /// <summary>Half the line's width of a ring, else 0.</summary>
    public float RingHalfWidth { get; private init; }

    public required PartLayer Layer { get; init; }

    public Colour Colour { get; init; }

    /// <summary>Opacity, 0 to 1; for a shadow the part of the light that it takes.</summary>
    public float Alpha { get; init; } = 1;

    /// <summary>Pixels over which the edge fades.</summary>
    public float Softness { get; init; } = 1.25f;

    /// <summary>Weight of the ground's grain in the colour.</summary>
    public float Grain { get; init; } = 0.03f;

    /// <summary>Pixels by which the grain bends the edge.</summary>
    public float Ragged { get; init; }

    /// <summary>Relative change of the colour for each pixel to the right of the centre.</summary>
    public float SlopeX { get; init; }

    /// <summary>Relative change of the colour for each pixel below the centre.</summary>
    public float SlopeY { get; init; }

    /// <summary>What the shape covers, without the fading of its edge.</summary>
    public required WorldBox Bounds { get; init; }

    /// <summary>A convex polygon.</summary>
    /// <param name="layer">When it is drawn.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="corners">In either direction, world coordinates.</param>
    public static Part Polygon(PartLayer layer, Colour colour, params ScenePoint[] corners)
    {
        var bounds = WorldBox.Around(corners);
        double cx = (bounds.XMin + bounds.XMax) / 2, cy = (bounds.YMin + bounds.YMax) / 2;
        var twice = 0.0;
        for (var i = 0; i < corners.Length; i++)
        {
            var (p, q) = (corners[i], corners[(i + 1) % corners.Length]);
            twice += ((p.X - cx) * (q.Y - cy)) - ((q.X - cx) * (p.Y - cy));
        }

        var edges = new float[corners.Length * 3];
        for (var i = 0; i < corners.Length; i++)
        {
            var (p, q) = (corners[i], corners[(i + 1) % corners.Length]);
            double dx = q.X - p.X, dy = q.Y - p.Y;
            var scale = Math.Sign(twice) / Math.Max(1e-9, Math.Sqrt((dx * dx) + (dy * dy)));
            double nx = dy * scale, ny = -dx * scale;
            edges[i * 3] = (float)nx;
            edges[(i * 3) + 1] = (float)ny;
            edges[(i * 3) + 2] = (float)((nx * (p.X - cx)) + (ny * (p.Y - cy)));
        }

        return new Part(cx, cy) { Layer = layer, Colour = colour, Edges = edges, Corners = corners, Bounds = bounds };
    }

    /// <summary>A disc, or a capsule from (x, y) along a segment.</summary>
    public static Part Disc(PartLayer layer, Colour colour, double x, double y, double radius, double segmentX = 0, double segmentY = 0) =>
        new(x, y)
        {
            Layer = layer,
            Colour = colour,
            Radius = (float)radius,
            SegmentX = (float)segmentX,
            SegmentY = (float)segmentY,
            Bounds = new WorldBox(
                Math.Min(x, x + segmentX) - radius, Math.Min(y, y + segmentY) - radius, Math.Max(x, x + segmentX) + radius, Math.Max(y, y + segmentY) + radius),
        };

    /// <summary>A ring whose middle line has the radius.</summary>
    public static Part Ring(PartLayer layer, Colour colour, double x, double y, double radius, double width) =>
        new(x, y)
        {
            Layer = layer,
            Colour = colour,
            Radius = (float)radius,
            RingHalfWidth = (float)(width / 2),
            Bounds = new WorldBox(x - radius - (width / 2), y - radius - (width / 2), x + radius + (width / 2), y + radius + (width / 2)),
        };

    /// <summary>Whether a place lies inside the shape; neither fading nor raggedness counts.</summary>
    public bool Covers(double x, double y)
    {
        double dx = x - CentreX, dy = y - CentreY;
        if (Edges.Length > 0)
        {
            for (var i = 0; i < Edges.Length; i += 3)
            {
                if ((Edges[i] * dx) + (Edges[i + 1] * dy) > Edges[i + 2])
                {
                    return false;
                }
            }

            return true;
        }

        var squared = (SegmentX * SegmentX) + (SegmentY * SegmentY);
        var t = squared > 0 ? Math.Clamp(((dx * SegmentX) + (dy * SegmentY)) / squared, 0, 1) : 0;
        dx -= t * SegmentX;
        dy -= t * SegmentY;
        var distance = Math.Sqrt((dx * dx) + (dy * dy)) - Radius;
        return RingHalfWidth > 0 ? Math.Abs(distance) <= RingHalfWidth : distance <= 0;
    }

    /// <summary>A copy with another look.</summary>
    public Part With(float? alpha = null, float? softness = null, float? grain = null, float? ragged = null, float slopeX = 0, float slopeY = 0) =>
        new(CentreX, CentreY)
        {
            Layer = Layer,
            Colour = Colour,
            Edges = Edges,
            Corners = Corners,
            Radius = Radius,
            SegmentX = SegmentX,
            SegmentY = SegmentY,
            RingHalfWidth = RingHalfWidth,
            Bounds = Bounds,
            Alpha = alpha ?? Alpha,
            Softness = softness ?? Softness,
            Grain = grain ?? Grain,
            Ragged = ragged ?? Ragged,
            SlopeX = slopeX,
            SlopeY = slopeY,
        };
}
