using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Adapters.Gdal.Tests.Geolocation;

/// <summary>Areas on images that GDAL places, where longitudes begin again.</summary>
public sealed class AreaOnMapTests : IDisposable
{
    private const double Mercator = 20037508.342789244 / 180;
    private readonly TempFolder folder = new();

    public static TheoryData<int, GeoTransform, string, double, double> Cases => new()
    {
        // The whole world from −180; an area beyond 180 lies at both ends.
        { 4326, GeoTransform.NorthUp(-180, 90, 1), "150 -89,200 -89,200 89,150 89", 150, 200 },
        { 3857, GeoTransform.NorthUp(-180 * Mercator, 90 * Mercator, Mercator), "150 -85,200 -85,200 85,150 85", 150, 200 },
        { 3857, GeoTransform.NorthUp(-180 * Mercator, 90 * Mercator, Mercator), "-180 -90,180 -90,180 90,-180 90", -180, 180 },

        // From 0 to 360, with the area around 0.
        { 4326, GeoTransform.NorthUp(0, 90, 1), "-20 -89,20 -89,20 89,-20 89", -20, 20 },
        { 3857, GeoTransform.NorthUp(0, 90 * Mercator, Mercator), "-20 -80,20 -80,20 80,-20 80", -20, 20 },

        // 170 to 190 only.
        { 3857, GeoTransform.NorthUp(170 * Mercator, 10 * Mercator, Mercator / 18), "175 -80,188 -80,188 80,175 80", 175, 188 },
        { 3857, GeoTransform.NorthUp(170 * Mercator, 10 * Mercator, Mercator / 18), "-178 -80,-172 -80,-172 80,-178 80", 182, 188 },
        { 4326, GeoTransform.NorthUp(170, 10, 1 / 18.0), "-178 -80,-172 -80,-172 80,-178 80", 182, 188 },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void FromMap_ImageAtTheSeam_SelectsInsideAndNothingElse(int epsg, GeoTransform transform, string ring, double west, double east)
    {
        var size = new PixelSize(360, 180);
        var path = Images.Make(folder, "w.tif", size.Width, size.Height, 1, then: d => Images.Place(d, transform, epsg));
        using var geolocator = Images.Source.OpenGeolocator(new ImageRef(path), new())!;
        var first = ring.Split(',')[0];

        var area = Area.FromMap($"POLYGON(({ring},{first}))", geolocator, size);

        var perPixel = transform.ColumnX / (epsg == 3857 ? Mercator : 1);
        var left = transform.OriginX / (epsg == 3857 ? Mercator : 1);
        for (var x = 0; x < size.Width; x++)
        {
            var lon = left + ((x + 0.5) * perPixel);
            var expected = Enumerable.Range(-2, 5).Any(turn => lon + (360 * turn) > west && lon + (360 * turn) < east);
            Assert.True(expected == area.Contains(new(x + 0.5, 90)), $"{lon}: expected {expected}");
        }
    }
}
