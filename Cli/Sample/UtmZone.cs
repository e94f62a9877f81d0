using RedKube.Core.Geometry;

namespace RedKube.Cli.Sample;

/// <summary>
/// A zone of UTM on WGS 84, from metres to degrees. Krüger's series to the sixth order, as in C. F. F. Karney, "Transverse Mercator with an
/// accuracy of a few nanometers" (2011), equations 7 to 11 and 36, carried out by real arithmetic.
/// </summary>
internal sealed record UtmZone
{
    private const double Scale = 0.9996;
    private const double Flattening = 1 / 298.257223563;
    private const double N = Flattening / (2 - Flattening);
    private const double N2 = N * N;
    private const double N3 = N2 * N;
    private const double N4 = N2 * N2;
    private const double Radius = 6378137 / (1 + N) * (1 + (N2 / 4) + (N4 / 64) + (N4 * N2 / 256));
    private static readonly double Eccentricity = Math.Sqrt(Flattening * (2 - Flattening));

    private static readonly double[] Beta =
    [
        (N / 2) - (2 * N2 / 3) + (37 * N3 / 96) - (N4 / 360) - (81 * N4 * N / 512) + (96199 * N4 * N2 / 604800),
        (N2 / 48) + (N3 / 15) - (437 * N4 / 1440) + (46 * N4 * N / 105) - (1118711 * N4 * N2 / 3870720),
        (17 * N3 / 480) - (37 * N4 / 840) - (209 * N4 * N / 4480) + (5569 * N4 * N2 / 90720),
        (4397 * N4 / 161280) - (11 * N4 * N / 504) - (830251 * N4 * N2 / 7257600),
        (4583 * N4 * N / 161280) - (108847 * N4 * N2 / 3991680),
        20648693 * N4 * N2 / 638668800,
    ];

    /// <summary>Names a zone.</summary>
    /// <param name="number">1 to 60.</param>
    /// <param name="isNorth">Whether it is the northern half.</param>
    public UtmZone(int number, bool isNorth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 60);
        Number = number;
        IsNorth = isNorth;
    }

    public int Number { get; }

    public bool IsNorth { get; }

    /// <summary>The zone's code: 326zz north, 327zz south.</summary>
    public int EpsgCode => (IsNorth ? 32600 : 32700) + Number;

    /// <summary>Longitude and latitude of a place.</summary>
    /// <param name="easting">Metres.</param>
    /// <param name="northing">Metres.</param>
    public LonLat ToLonLat(double easting, double northing)
    {
        var xi = (northing - (IsNorth ? 0 : 10_000_000)) / (Scale * Radius);
        var eta = (easting - 500_000) / (Scale * Radius);
        var (xiSphere, etaSphere) = (xi, eta);
        for (var j = 1; j <= Beta.Length; j++)
        {
            xiSphere -= Beta[j - 1] * Math.Sin(2 * j * xi) * Math.Cosh(2 * j * eta);
            etaSphere -= Beta[j - 1] * Math.Cos(2 * j * xi) * Math.Sinh(2 * j * eta);
        }

        var sinh = Math.Sinh(etaSphere);
        var cos = Math.Cos(xiSphere);
        var conformal = Math.Sin(xiSphere) / Math.Sqrt((sinh * sinh) + (cos * cos));
        var lon = (Number * 6) - 183 + (Math.Atan2(sinh, cos) * 180 / Math.PI);
        return new LonLat(lon, Math.Atan(Latitude(conformal)) * 180 / Math.PI);
    }

    // Newton's method for tan(latitude) from its conformal counterpart; two steps reach rounding, four are safe.
    private static double Latitude(double conformal)
    {
        var e2 = Eccentricity * Eccentricity;
        var tau = conformal;
        for (var i = 0; i < 4; i++)
        {
            var sigma = Math.Sinh(Eccentricity * Math.Atanh(Eccentricity * tau / Math.Sqrt(1 + (tau * tau))));
            var guess = (tau * Math.Sqrt(1 + (sigma * sigma))) - (sigma * Math.Sqrt(1 + (tau * tau)));
            tau += (conformal - guess) / Math.Sqrt(1 + (guess * guess)) * (1 + ((1 - e2) * tau * tau)) / ((1 - e2) * Math.Sqrt(1 + (tau * tau)));
        }

        return tau;
    }
}
