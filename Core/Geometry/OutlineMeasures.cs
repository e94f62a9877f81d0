namespace RedKube.Core.Geometry;

/// <summary>What an outline measures on the ground.</summary>
/// <param name="LengthMetres">Longer side.</param>
/// <param name="WidthMetres">Shorter side.</param>
/// <param name="AreaSquareMetres">Area.</param>
/// <param name="HeadingDegrees">Direction of the longer side, clockwise from true north, 0 to under 180.</param>
public readonly record struct OutlineMeasures(double LengthMetres, double WidthMetres, double AreaSquareMetres, double HeadingDegrees)
{
    /// <summary>
    /// Measures a box's four corners: the sides are the geodesics between the middles of opposite edges, so they stand for a box that the map skews, too.
    /// </summary>
    /// <param name="corners">Four corners in order.</param>
    public static OutlineMeasures OfQuad(ReadOnlySpan<LonLat> corners)
    {
        var first = Geodesic.Inverse(Middle(corners[3], corners[0]), Middle(corners[1], corners[2])).Metres;
        var second = Geodesic.Inverse(Middle(corners[0], corners[1]), Middle(corners[2], corners[3])).Metres;
        var end = first >= second ? Middle(corners[1], corners[2]) : Middle(corners[2], corners[3]);
        var heading = Geodesic.Inverse(Geodesic.Mean(corners), end).AzimuthDegrees % 180;
        return new(Math.Max(first, second), Math.Min(first, second), Geodesic.Area(corners), heading);
    }

    /// <summary>
    /// Measures a ring: its sides are those of the rectangle of least area around it, in the plane in which directions and distances from the ring's middle
    /// are those on the ellipsoid.
    /// </summary>
    /// <param name="ring">Corners in order, the first not repeated.</param>
    public static OutlineMeasures OfRing(ReadOnlySpan<LonLat> ring)
    {
        var middle = Geodesic.Mean(ring);
        var plane = new (double X, double Y)[ring.Length];
        for (var i = 0; i < ring.Length; i++)
        {
            var line = Geodesic.Inverse(middle, ring[i]);
            var (sin, cos) = Math.SinCos(line.AzimuthDegrees * Ellipsoid.Degree);
            plane[i] = (line.Metres * sin, line.Metres * cos);
        }

        var (length, width, east, north) = LeastRectangle.Around(plane);
        var heading = ((Math.Atan2(east, north) / Ellipsoid.Degree) + 360) % 180;
        return new(length, width, Geodesic.Area(ring), heading);
    }

    private static LonLat Middle(LonLat a, LonLat b) => Geodesic.Mean([a, b]);
}
