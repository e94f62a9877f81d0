using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Geometry;

// The expected values are those of GeographicLib's geodesic routines (as in PROJ 9.1), which are exact to nanometres; about a pole its areas are exact to 0.06 m².
public sealed class GeodesicTests
{
    [Theory]
    [InlineData(0, 0, 0, 1, 110574.388557799, 0.0)]
    [InlineData(0, 0, 1, 0, 111319.490793274, 90.0)]
    [InlineData(15, 46.95, 15.0001, 46.9501, 13.473691665, 34.402508594576)]
    [InlineData(179.9999, -17, -179.9999, -17.0001, 24.000956044, 117.458368975043)]
    [InlineData(-0.1276, 51.5072, 2.3522, 48.8566, 343896.891266770, 148.046085477281)]
    [InlineData(10, 89.9, -170, 89.9, 22338.795682520, 0.0)]
    [InlineData(30, 80, 30.0005, 80.0003, 34.873182467, 16.143799723146)]
    public void Inverse_KnownPoints_AgreesWithGeographicLib(double lon1, double lat1, double lon2, double lat2, double metres, double azimuth)
    {
        var line = Geodesic.Inverse(new(lon1, lat1), new(lon2, lat2));

        Assert.InRange(line.Metres, metres - 1e-4, metres + 1e-4);
        Assert.InRange(Math.IEEERemainder(line.AzimuthDegrees - azimuth, 360), -1e-6, 1e-6);
    }

    [Theory]
    [InlineData(0, 0, 179, 0.1, 19924852.8)]
    [InlineData(0, 0, 179.9, 0.3, 19970142.0)]
    [InlineData(0, 0, 180, 0, 20003931.5)]
    public void Inverse_NearlyAntipodal_IsWithinSixTenthsOfAPercent(double lon1, double lat1, double lon2, double lat2, double metres)
    {
        var line = Geodesic.Inverse(new(lon1, lat1), new(lon2, lat2));

        Assert.InRange(line.Metres, metres * 0.994, metres * 1.006);
    }

    [Fact]
    public void Inverse_SamePoint_IsZero() => Assert.Equal(default, Geodesic.Inverse(new(12.5, -45), new(372.5, -45)));

    [Theory]
    [InlineData(1e-8, 5000.00819193, "0.000429097 0.00013363 -0.000132735 0.000431989 -0.000429097 -0.00013363 0.000132735 -0.000431989")]
    [InlineData(1e-9, 44999.9889705, "-77.298579325 25.100400158 -77.300439469 25.101293624 -77.301420665 25.099599828 -77.29956054 25.098706375")]
    [InlineData(1e-9, 500000.037012, "15.02463357 80.001322399 14.992377715 80.004277797 14.975372881 79.99867579 15.007615834 79.995722029")]
    [InlineData(1e-9, 499999.955738, "-179.988491983 -69.998675095 179.995131365 -69.995718319 179.986490395 -70.001324027 -179.997129777 -70.004281595")]
    [InlineData(5e-7, 125000, "81.00320174 89.997835075 -149.839494438 89.998683481 -52.152805478 89.997292104 11.901908535 89.996792761")]
    [InlineData(1e-6, 1250003200.33, "10.303258358 45.066076978 9.905947286 45.214868047 9.697442194 44.933118845 10.093352136 44.785046953")]
    [InlineData(1e-6, 1250003178.11, "11.239447204 80.063886486 9.610812832 80.213671467 8.776673837 79.931585961 10.373052855 79.785892338")]
    [InlineData(1e-3, 500510466571, "18.190834831 -58.409127595 7.652410545 -55.687958687 1.135162014 -61.037348709 13.045857298 -64.255080617")]
    public void Area_KnownRings_AgreesWithGeographicLib(double relative, double squareMetres, string ring)
    {
        var numbers = ring.Split(' ').Select(double.Parse).ToArray();
        var corners = numbers.Chunk(2).Select(static p => new LonLat(p[0], p[1])).ToArray();

        var area = Geodesic.Area(corners);
        Array.Reverse(corners);

        Assert.InRange(area, squareMetres * (1 - relative), squareMetres * (1 + relative));
        Assert.Equal(area, Geodesic.Area(corners), squareMetres * 1e-9);
    }

    [Fact]
    public void Area_WholeHemisphereInPieces_IsHalfTheSurface()
    {
        // 36 × 9 cells of ten degrees north of the equator, their parallels densified, add up to half of 510,065,621.7241 km².
        var sum = 0.0;
        for (var lat = 0; lat < 90; lat += 10)
        {
            var south = Enumerable.Range(0, 101).Select(i => new LonLat(i / 10.0, lat));
            var north = Enumerable.Range(0, 101).Select(i => new LonLat(10 - (i / 10.0), lat + 10));
            sum += 36 * Geodesic.Area([.. south, .. north]);
        }

        Assert.InRange(sum / 1e6, 255032810.862 * (1 - 1e-5), 255032810.862 * (1 + 1e-5));
    }

    [Fact]
    public void AuthalicLatitude_AnyLatitude_AgreesWithItsDefinition()
    {
        var e = Math.Sqrt(Ellipsoid.E2);
        double Q(double sin) => (1 - Ellipsoid.E2) * ((sin / (1 - (Ellipsoid.E2 * sin * sin))) + (Math.Atanh(e * sin) / e));
        for (var degrees = -85; degrees <= 85; degrees += 5)
        {
            var latitude = degrees * Ellipsoid.Degree;
            Assert.Equal(Math.Asin(Q(Math.Sin(latitude)) / Q(1)), Ellipsoid.AuthalicLatitude(latitude), 1e-13 + (1e-15 / Math.Cos(latitude)));
        }
    }

    [Fact]
    public void Mean_AcrossTheAntimeridian_LiesOnIt()
    {
        var mean = Geodesic.Mean([new(179, 10), new(-179, 10)]);

        Assert.Equal(180, Math.Abs(mean.Lon), 1e-9);
        Assert.Equal(10, mean.Lat, 0.01);
    }
}
