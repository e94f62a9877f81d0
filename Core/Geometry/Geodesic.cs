namespace RedKube.Core.Geometry;

/// <summary>Lengths, directions and areas on the WGS 84 ellipsoid. Safe for any number of threads.</summary>
public static class Geodesic
{
    private const int MaxIterations = 50;

    /// <summary>
    /// The shortest way from one point to another: T. Vincenty, Direct and inverse solutions of geodesics on the ellipsoid, Survey Review XXIII (176),
    /// 1975; within 0.1 mm. Nearly antipodal points, where the iteration does not settle, get the great circle of the mean sphere (within 0.6 %).
    /// </summary>
    /// <param name="from">First point, lon/lat degrees.</param>
    /// <param name="to">Second point; lon may be any number of turns away.</param>
    public static GeodesicLine Inverse(LonLat from, LonLat to)
    {
        var difference = Math.IEEERemainder(to.Lon - from.Lon, 360) * Ellipsoid.Degree;
        var (sinU1, cosU1) = ReducedLatitude(from.Lat);
        var (sinU2, cosU2) = ReducedLatitude(to.Lat);
        var lambda = difference;
        for (var i = 0; i < MaxIterations; i++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var east = cosU2 * sinLambda;
            var north = (cosU1 * sinU2) - (sinU1 * cosU2 * cosLambda);
            var sinSigma = Math.Sqrt((east * east) + (north * north));
            if (sinSigma == 0)
            {
                return default;
            }

            var cosSigma = (sinU1 * sinU2) + (cosU1 * cosU2 * cosLambda);
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cosU1 * cosU2 * sinLambda / sinSigma;
            var cos2Alpha = 1 - (sinAlpha * sinAlpha);
            var cos2SigmaM = cos2Alpha > 1e-15 ? cosSigma - (2 * sinU1 * sinU2 / cos2Alpha) : 0;
            var c = Ellipsoid.F / 16 * cos2Alpha * (4 + (Ellipsoid.F * (4 - (3 * cos2Alpha))));
            var inner = cos2SigmaM + (c * cosSigma * (-1 + (2 * cos2SigmaM * cos2SigmaM)));
            var next = difference + ((1 - c) * Ellipsoid.F * sinAlpha * (sigma + (c * sinSigma * inner)));
            if (Math.Abs(next) > Math.PI)
            {
                break;
            }

            if (Math.Abs(next - lambda) < 1e-13)
            {
                return new GeodesicLine(Length(sigma, sinSigma, cosSigma, cos2Alpha, cos2SigmaM), Azimuth(east, north));
            }

            lambda = next;
        }

        return GreatCircle(from, to);
    }

    /// <summary>The middle of points: where the mean of their normals to the ellipsoid points. Sound over the antimeridian and the poles.</summary>
    /// <param name="points">Lon/lat degrees, at least one.</param>
    public static LonLat Mean(ReadOnlySpan<LonLat> points)
    {
        double x = 0, y = 0, z = 0;
        foreach (var point in points)
        {
            var (sinLat, cosLat) = Math.SinCos(point.Lat * Ellipsoid.Degree);
            var (sinLon, cosLon) = Math.SinCos(point.Lon * Ellipsoid.Degree);
            x += cosLat * cosLon;
            y += cosLat * sinLon;
            z += sinLat;
        }

        return new LonLat(Math.Atan2(y, x) / Ellipsoid.Degree, Math.Atan2(z, Math.Sqrt((x * x) + (y * y))) / Ellipsoid.Degree);
    }

    /// <summary>
    /// The area of a ring in square metres, never negative: the area of the great-circle polygon through the same corners on the sphere of equal area.
    /// The corners count exactly; against sides that are geodesics of the ellipsoid the difference is below 1e-9 of the area for rings up to
    /// 1 km across, 1e-6 up to 50 km, 1e-3 up to 1,000 km.
    /// </summary>
    /// <param name="ring">Corners in either direction, the first not repeated; may cross the antimeridian or hold a pole; within a hemisphere.</param>
    public static double Area(ReadOnlySpan<LonLat> ring)
    {
        if (ring.Length < 3)
        {
            return 0;
        }

        var sphere = new LocalSphere(Mean(ring));
        var first = sphere.At(ring[0]);
        var previous = sphere.At(ring[1]);
        var sum = 0.0;
        for (var i = 2; i < ring.Length; i++)
        {
            var next = sphere.At(ring[i]);
            sum += LocalSphere.Excess(first, previous, next);
            previous = next;
        }

        return Math.Abs(sum) * Ellipsoid.AuthalicRadius * Ellipsoid.AuthalicRadius;
    }

    private static (double Sin, double Cos) ReducedLatitude(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Ellipsoid.Degree);
        sin *= 1 - Ellipsoid.F;
        var length = Math.Sqrt((sin * sin) + (cos * cos));
        return (sin / length, cos / length);
    }

    private static double Length(double sigma, double sinSigma, double cosSigma, double cos2Alpha, double cos2SigmaM)
    {
        const double a2 = Ellipsoid.A * Ellipsoid.A, b2 = Ellipsoid.B * Ellipsoid.B;
        var u2 = cos2Alpha * ((a2 - b2) / b2);
        var a = 1 + (u2 / 16384 * (4096 + (u2 * (-768 + (u2 * (320 - (175 * u2)))))));
        var b = u2 / 1024 * (256 + (u2 * (-128 + (u2 * (74 - (47 * u2))))));
        var square = 2 * cos2SigmaM * cos2SigmaM;
        var third = b / 6 * cos2SigmaM * (-3 + (4 * sinSigma * sinSigma)) * (-3 + (2 * square));
        var delta = b * sinSigma * (cos2SigmaM + (b / 4 * ((cosSigma * (-1 + square)) - third)));
        return Ellipsoid.B * a * (sigma - delta);
    }

    private static double Azimuth(double east, double north)
    {
        var degrees = Math.Atan2(east, north) / Ellipsoid.Degree;
        return degrees < 0 ? Math.Min(degrees + 360, Math.BitDecrement(360.0)) : degrees;
    }

    private static GeodesicLine GreatCircle(LonLat from, LonLat to)
    {
        const double radius = ((2 * Ellipsoid.A) + Ellipsoid.B) / 3;
        var (sin1, cos1) = Math.SinCos(from.Lat * Ellipsoid.Degree);
        var (sin2, cos2) = Math.SinCos(to.Lat * Ellipsoid.Degree);
        var (sinLon, cosLon) = Math.SinCos((to.Lon - from.Lon) * Ellipsoid.Degree);
        var east = cos2 * sinLon;
        var north = (cos1 * sin2) - (sin1 * cos2 * cosLon);
        var sigma = Math.Atan2(Math.Sqrt((east * east) + (north * north)), (sin1 * sin2) + (cos1 * cos2 * cosLon));
        return new GeodesicLine(radius * sigma, Azimuth(east, north));
    }
}
