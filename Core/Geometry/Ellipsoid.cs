namespace RedKube.Core.Geometry;

/// <summary>The WGS 84 ellipsoid (NGA.STND.0036).</summary>
internal static class Ellipsoid
{
    /// <summary>Semi-major axis, metres.</summary>
    public const double A = 6378137.0;

    /// <summary>Flattening.</summary>
    public const double F = 1 / 298.257223563;

    /// <summary>Semi-minor axis, metres.</summary>
    public const double B = A * (1 - F);

    /// <summary>Third flattening, in which the series of auxiliary latitudes are written.</summary>
    public const double N = F / (2 - F);

    /// <summary>First eccentricity squared.</summary>
    public const double E2 = F * (2 - F);

    /// <summary>Radians in a degree.</summary>
    public const double Degree = Math.PI / 180;

    /// <summary>Radius of the sphere that has the ellipsoid's surface, metres.</summary>
    public static readonly double AuthalicRadius =
        A * Math.Sqrt((1 + ((1 - E2) / Math.Sqrt(E2) * Math.Atanh(Math.Sqrt(E2)))) / 2);

    /// <summary>
    /// The authalic latitude: on the sphere of <see cref="AuthalicRadius"/> it makes every area equal to that on the ellipsoid. Series to the fourth
    /// order in <see cref="N"/> (Karney, On auxiliary latitudes, 2023, arXiv:2212.05818, eq. A19); what is left out is below 1e-13 of a radian.
    /// </summary>
    /// <param name="latitude">Geodetic latitude, radians.</param>
    public static double AuthalicLatitude(double latitude)
    {
        const double n2 = N * N, n3 = n2 * N, n4 = n3 * N;
        const double c1 = (-4.0 / 3 * N) - (4.0 / 45 * n2) + (88.0 / 315 * n3) + (538.0 / 4725 * n4);
        const double c2 = (34.0 / 45 * n2) + (8.0 / 105 * n3) - (2482.0 / 14175 * n4);
        const double c3 = (-1532.0 / 2835 * n3) - (898.0 / 14175 * n4);
        const double c4 = 6007.0 / 14175 * n4;
        return latitude + (c1 * Math.Sin(2 * latitude)) + (c2 * Math.Sin(4 * latitude)) + (c3 * Math.Sin(6 * latitude)) + (c4 * Math.Sin(8 * latitude));
    }
}
