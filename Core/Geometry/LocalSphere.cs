namespace RedKube.Core.Geometry;

/// <summary>
/// The sphere that has the ellipsoid's areas, turned so that a chosen point is up: corners near that point keep all their digits, where plain
/// spherical formulas lose them. x is east, y is north, in radii.
/// </summary>
internal readonly struct LocalSphere
{
    private readonly double lon;
    private readonly double sinCentre;
    private readonly double cosCentre;

    /// <summary>Turns the sphere.</summary>
    /// <param name="centre">The point that is up.</param>
    public LocalSphere(LonLat centre)
    {
        lon = centre.Lon;
        (sinCentre, cosCentre) = Math.SinCos(Ellipsoid.AuthalicLatitude(centre.Lat * Ellipsoid.Degree));
    }

    /// <summary>Carries a point of the ellipsoid to the sphere.</summary>
    /// <param name="point">A point in the hemisphere about the centre.</param>
    public Direction At(LonLat point)
    {
        var (sin, cos) = Math.SinCos(Ellipsoid.AuthalicLatitude(point.Lat * Ellipsoid.Degree));
        var (sinLon, cosLon) = Math.SinCos((point.Lon - lon) * Ellipsoid.Degree);
        var x = cos * sinLon;
        var y = (cosCentre * sin) - (sinCentre * cos * cosLon);
        return new Direction(x, y, Math.Sqrt(Math.Max(0, 1 - (x * x) - (y * y))));
    }

    /// <summary>
    /// The signed area of a spherical triangle on the unit sphere: tan(E/2) = a·(b×c) / (1 + a·b + b·c + c·a) (Van Oosterom and Strackee, 1983), the product
    /// written in differences.
    /// </summary>
    /// <param name="a">First corner.</param>
    /// <param name="b">Second corner.</param>
    /// <param name="c">Third corner.</param>
    public static double Excess(Direction a, Direction b, Direction c)
    {
        var (bx, by, bz) = b.Minus(a);
        var (cx, cy, cz) = c.Minus(a);
        var triple = (a.X * ((by * cz) - (bz * cy))) + (a.Y * ((bz * cx) - (bx * cz))) + (a.Z * ((bx * cy) - (by * cx)));
        return 2 * Math.Atan2(triple, 1 + a.Dot(b) + b.Dot(c) + c.Dot(a));
    }

    /// <summary>A unit vector; z is never negative.</summary>
    /// <param name="X">East.</param>
    /// <param name="Y">North.</param>
    /// <param name="Z">Up.</param>
    internal readonly record struct Direction(double X, double Y, double Z)
    {
        /// <summary>The product of two.</summary>
        /// <param name="other">The other.</param>
        public double Dot(Direction other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

        /// <summary>The difference of two; in z from x and y, as both z are near 1.</summary>
        /// <param name="other">The other.</param>
        public (double X, double Y, double Z) Minus(Direction other)
        {
            double dx = X - other.X, dy = Y - other.Y, sum = Z + other.Z;
            return (dx, dy, sum == 0 ? 0 : -((dx * (X + other.X)) + (dy * (Y + other.Y))) / sum);
        }
    }
}
