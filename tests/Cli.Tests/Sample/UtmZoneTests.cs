using RedKube.Cli.Sample;

namespace RedKube.Cli.Tests.Sample;

public sealed class UtmZoneTests
{
    // Made with PROJ: echo "277123.25 4800000.5" | gdaltransform -s_srs EPSG:32633 -t_srs EPSG:4326 -output_xy
    [Theory]
    [InlineData(33, true, 277123.25, 4800000.5, 12.2513603652418, 43.319820393462)]
    [InlineData(33, true, 612345.5, 1250000, 16.0294166088114, 11.3058895431562)]
    [InlineData(56, false, 412345.75, 7400000.25, 152.14145913596, -23.5078261838769)]
    [InlineData(1, true, 250000, 6500000, 178.700387968702 - 360, 58.5683604299741)]
    public void ToLonLat_KnownPlaces_AgreesWithProj(int number, bool isNorth, double easting, double northing, double lon, double lat)
    {
        var found = new UtmZone(number, isNorth).ToLonLat(easting, northing);
        Assert.Equal(lon, found.Lon, 1e-11);
        Assert.Equal(lat, found.Lat, 1e-11);
    }

    [Fact]
    public void EpsgCode_OfEachHalf_IsItsOwn()
    {
        Assert.Equal(32633, new UtmZone(33, true).EpsgCode);
        Assert.Equal(32756, new UtmZone(56, false).EpsgCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void New_NoSuchZone_IsRefused(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => new UtmZone(number, true));
}
