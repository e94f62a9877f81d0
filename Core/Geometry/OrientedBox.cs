namespace RedKube.Core.Geometry;

/// <summary>A rectangle at any angle, in continuous pixel space.</summary>
/// <param name="Centre">The middle.</param>
/// <param name="Width">Extent along the direction of <paramref name="Angle"/>, pixels.</param>
/// <param name="Height">Extent across it, pixels.</param>
/// <param name="Angle">Radians from the x axis towards the y axis, that is clockwise as seen on the screen (y down).</param>
public sealed record OrientedBox(PixelPoint Centre, double Width, double Height, double Angle) : PixelShape
{
    /// <inheritdoc/>
    public override double Area => Width * Height;

    /// <inheritdoc/>
    public override PixelBox Bounds
    {
        get
        {
            var (sin, cos) = Math.SinCos(Angle);
            var x = (Math.Abs(Width * cos) + Math.Abs(Height * sin)) / 2;
            var y = (Math.Abs(Width * sin) + Math.Abs(Height * cos)) / 2;
            return new PixelBox(Centre.X - x, Centre.Y - y, Centre.X + x, Centre.Y + y);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PixelPoint> Corners
    {
        get
        {
            var corners = new PixelPoint[4];
            CopyCorners(corners);
            return corners;
        }
    }

    /// <summary>The corners without an allocation: in order, clockwise as seen on the screen (y down).</summary>
    /// <param name="corners">Room for 4.</param>
    public void CopyCorners(Span<PixelPoint> corners) => CopyCorners(Centre, Width, Height, Angle, corners);

    /// <summary>The corners of a rectangle that is no object: in order, clockwise as seen on the screen (y down).</summary>
    /// <param name="centre">The middle.</param>
    /// <param name="width">Extent along the angle, pixels.</param>
    /// <param name="height">Extent across it, pixels.</param>
    /// <param name="angle">Radians from the x axis towards the y axis.</param>
    /// <param name="corners">Room for 4.</param>
    public static void CopyCorners(PixelPoint centre, double width, double height, double angle, Span<PixelPoint> corners)
    {
        var (sin, cos) = Math.SinCos(angle);
        double ux = width / 2 * cos, uy = width / 2 * sin, vx = -height / 2 * sin, vy = height / 2 * cos;
        corners[0] = new(centre.X - ux - vx, centre.Y - uy - vy);
        corners[1] = new(centre.X + ux - vx, centre.Y + uy - vy);
        corners[2] = new(centre.X + ux + vx, centre.Y + uy + vy);
        corners[3] = new(centre.X - ux + vx, centre.Y - uy + vy);
    }
}
