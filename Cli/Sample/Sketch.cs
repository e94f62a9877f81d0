namespace RedKube.Cli.Sample;

/// <summary>
/// Builds an item in its own frame: u forward along its heading, v to its right, pixels from its centre.
/// </summary>
internal sealed class Sketch(SceneLook look, double x, double y, double heading)
{
    private readonly double cos = Math.Cos(heading);
    private readonly double sin = Math.Sin(heading);
    private readonly List<Part> parts = [];

    /// <summary>World coordinates of a place in the frame.</summary>
    public ScenePoint At(double u, double v) => new(x + (u * cos) - (v * sin), y + (u * sin) + (v * cos));

    /// <summary>Adds a part that was made outside.</summary>
    public void Add(Part part) => parts.Add(part);

    /// <summary>A convex polygon, corners as u, v pairs.</summary>
    public void Fill(PartLayer layer, Colour colour, ReadOnlySpan<(double U, double V)> corners, float grain = 0.03f, float alpha = 1, float softness = 1.25f) =>
        parts.Add(Part.Polygon(layer, colour, Place(corners)).With(grain: grain, alpha: alpha, softness: softness));

    /// <summary>A polygon with light that changes across it (towards +v), as on a round body.</summary>
    public void Round(Colour colour, ReadOnlySpan<(double U, double V)> corners, double slope)
    {
        // The lit side is the one towards the sun, which stands opposite to the shadows.
        var side = (look.SunX * sin) - (look.SunY * cos) >= 0 ? 1 : -1;
        parts.Add(Part.Polygon(PartLayer.Body, colour, Place(corners)).With(slopeX: (float)(-sin * slope * side), slopeY: (float)(cos * slope * side)));
    }

    /// <summary>A rectangle about (u, v).</summary>
    public void Box(PartLayer layer, Colour colour, double u, double v, double length, double width, float grain = 0.03f, float alpha = 1) =>
        Fill(layer, colour, Rectangle(u, v, length, width), grain, alpha);

    /// <summary>A disc about (u, v).</summary>
    public void Disc(PartLayer layer, Colour colour, double u, double v, double radius, float grain = 0.03f, float ragged = 0, float alpha = 1, float softness = 1.25f)
    {
        var p = At(u, v);
        parts.Add(Part.Disc(layer, colour, p.X, p.Y, radius).With(grain: grain, ragged: ragged, alpha: alpha, softness: softness));
    }

    /// <summary>The shadow of a flat polygon that stands at a height.</summary>
    public void Shadow(double height, ReadOnlySpan<(double U, double V)> corners)
    {
        var placed = Place(corners);
        double dx = look.SunX * look.ShadowLength * height, dy = look.SunY * look.ShadowLength * height;
        var hull = ScenePoint.Hull(placed.Concat(placed.Select(p => new ScenePoint(p.X + dx, p.Y + dy))));
        parts.Add(Part.Polygon(PartLayer.Shadow, default, hull).With(alpha: look.ShadowDepth, softness: 2));
    }

    /// <summary>The shadow of an upright cylinder.</summary>
    public void DiscShadow(double height, double u, double v, double radius, float ragged = 0)
    {
        var p = At(u, v);
        var length = look.ShadowLength * height;
        parts.Add(Part.Disc(PartLayer.Shadow, default, p.X, p.Y, radius, look.SunX * length, look.SunY * length)
            .With(alpha: look.ShadowDepth, softness: 2, ragged: ragged));
    }

    /// <summary>A rectangular block with a shadow and a flat or ridged roof.</summary>
    public void Block(Colour roof, double u, double v, double length, double width, double height, bool ridged = false)
    {
        Shadow(height, Rectangle(u, v, length, width));
        if (!ridged)
        {
            Box(PartLayer.Body, roof, u, v, length, width);
            return;
        }

        var lit = (look.SunX * sin) - (look.SunY * cos);
        Box(PartLayer.Body, roof.Times(1 + (0.2 * lit)), u, v + (width / 4), length, width / 2);
        Box(PartLayer.Body, roof.Times(1 - (0.2 * lit)), u, v - (width / 4), length, width / 2);
    }

    /// <summary>Corners of a rectangle.</summary>
    public static (double U, double V)[] Rectangle(double u, double v, double length, double width) =>
    [
        (u - (length / 2), v - (width / 2)), (u + (length / 2), v - (width / 2)), (u + (length / 2), v + (width / 2)), (u - (length / 2), v + (width / 2)),
    ];

    /// <summary>Finishes the item.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="margin">Pixels that stay free around it.</param>
    /// <param name="outline">Corners of its outline in the frame; none: the hull of what is drawn.</param>
    public Item Finish(ItemKind kind, double margin, IReadOnlyList<(double U, double V)>? outline = null)
    {
        var bodies = parts.Where(p => p.Layer == PartLayer.Body).ToArray();
        var box = bodies.Length == 0 ? new WorldBox(x, y, x, y) : bodies.Select(p => p.Bounds).Aggregate((a, b) => a.Union(b));
        double u0 = 0, u1 = 0, v0 = 0, v1 = 0;
        foreach (var p in bodies.SelectMany(Extremes))
        {
            var (u, v) = (((p.X - x) * cos) + ((p.Y - y) * sin), ((p.Y - y) * cos) - ((p.X - x) * sin));
            (u0, u1, v0, v1) = (Math.Min(u0, u), Math.Max(u1, u), Math.Min(v0, v), Math.Max(v1, v));
        }

        var footprint = Place([(u0 - margin, v0 - margin), (u1 + margin, v0 - margin), (u1 + margin, v1 + margin), (u0 - margin, v1 + margin)]);
        return new Item
        {
            Kind = kind,
            Parts = parts,
            Box = box,
            Footprint = footprint,
            Outline = outline is null ? footprint : [.. outline.Select(p => At(p.U, p.V))],
        };
    }

    private static IEnumerable<ScenePoint> Extremes(Part part)
    {
        if (part.Corners.Length > 0)
        {
            return part.Corners;
        }

        var b = part.Bounds;
        return [new(b.XMin, b.YMin), new(b.XMax, b.YMin), new(b.XMax, b.YMax), new(b.XMin, b.YMax)];
    }

    private ScenePoint[] Place(ReadOnlySpan<(double U, double V)> corners)
    {
        var placed = new ScenePoint[corners.Length];
        for (var i = 0; i < corners.Length; i++)
        {
            placed[i] = At(corners[i].U, corners[i].V);
        }

        return placed;
    }
}
