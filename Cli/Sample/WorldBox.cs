namespace RedKube.Cli.Sample;

/// <summary>An axis-aligned box in world coordinates.</summary>
internal readonly record struct WorldBox(double XMin, double YMin, double XMax, double YMax)
{
    public double Width => XMax - XMin;

    public double Height => YMax - YMin;

    public static WorldBox Around(ReadOnlySpan<ScenePoint> points)
    {
        var box = new WorldBox(points[0].X, points[0].Y, points[0].X, points[0].Y);
        foreach (var p in points)
        {
            box = new WorldBox(Math.Min(box.XMin, p.X), Math.Min(box.YMin, p.Y), Math.Max(box.XMax, p.X), Math.Max(box.YMax, p.Y));
        }

        return box;
    }

    public WorldBox Union(WorldBox other) =>
        new(Math.Min(XMin, other.XMin), Math.Min(YMin, other.YMin), Math.Max(XMax, other.XMax), Math.Max(YMax, other.YMax));

    public WorldBox Intersect(WorldBox other) =>
        new(Math.Max(XMin, other.XMin), Math.Max(YMin, other.YMin), Math.Min(XMax, other.XMax), Math.Min(YMax, other.YMax));

    public WorldBox Grow(double by) => new(XMin - by, YMin - by, XMax + by, YMax + by);

    /// <summary>Whether both share more than an edge.</summary>
    public bool Touches(WorldBox other) => XMin < other.XMax && other.XMin < XMax && YMin < other.YMax && other.YMin < YMax;

    /// <summary>Shared area divided by joint area.</summary>
    public double Iou(WorldBox other)
    {
        var both = Intersect(other);
        var shared = both.Width > 0 && both.Height > 0 ? both.Width * both.Height : 0;
        return shared / ((Width * Height) + (other.Width * other.Height) - shared);
    }
}
