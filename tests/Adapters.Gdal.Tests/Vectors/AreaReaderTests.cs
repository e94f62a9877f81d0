using RedKube.Adapters.Gdal.Vectors;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Adapters.Gdal.Tests.Vectors;

public sealed class AreaReaderTests : IDisposable
{
    private static readonly PixelSize Image = new(1000, 800);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReadMap_GeoJson_GivesItsPolygonsInLonLat()
    {
        var path = File("a.geojson", """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[10.001,49.999],[10.002,49.999],[10.002,49.998],[10.001,49.998],[10.001,49.999]]]}},
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[10,50]}},
            {"type":"Feature","properties":{},"geometry":null},
            {"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[[[[10.003,49.999,5],[10.004,49.999,5],[10.004,49.998,5],[10.003,49.999,5]]]]}}]}
            """);

        var area = Area.FromMap(new AreaReader().ReadMap(path), new DegreesGeolocator(10, 50, 1e-5), Image);

        Assert.Equal(100 * 100 * 1.5, area.SquarePixels, 0.01);
        Assert.Equal(100, area.Bounds.XMin, 1e-6);
        Assert.Equal(400, area.Bounds.XMax, 1e-6);
    }

    [Fact]
    public void ReadMap_FileInUtm_BendsTheEdgesAsTheyAre()
    {
        // A square of 100 km in UTM 33N; the middle of its upper edge lies some 200 m off the straight line in lon/lat between its ends.
        var path = File("utm.csv", "WKT,id\n\"POLYGON ((500000 5200000,600000 5200000,600000 5300000,500000 5300000,500000 5200000))\",1\n");
        System.IO.File.WriteAllText(folder.At("utm.vrt"), $"""
            <OGRVRTDataSource><OGRVRTLayer name="utm"><SrcDataSource>{path}</SrcDataSource><LayerSRS>EPSG:32633</LayerSRS></OGRVRTLayer></OGRVRTDataSource>
            """);

        var area = Area.FromMap(new AreaReader().ReadMap(folder.At("utm.vrt")), new DegreesGeolocator(14, 49, 1e-4), new PixelSize(40000, 30000));

        // The middle of that edge is 15.6683660 47.8513965 by gdaltransform; 0.05 px, half a metre, to either side of it are inside and outside.
        var (x, y) = ((15.6683660061 - 14) / 1e-4, (49 - 47.8513965151) / 1e-4);
        Assert.True(area.Contains(new(x, y + 0.05)), area.Bounds.ToString());
        Assert.False(area.Contains(new(x, y - 0.05)));
    }

    [Fact]
    public void ReadMap_LatLonSystem_KeepsLonFirst()
    {
        var path = File("gml.csv", "WKT,id\n\"POLYGON ((10.001 49.999,10.002 49.999,10.002 49.998,10.001 49.998,10.001 49.999))\",1\n");
        System.IO.File.WriteAllText(folder.At("a.vrt"), $"""
            <OGRVRTDataSource><OGRVRTLayer name="gml"><SrcDataSource>{path}</SrcDataSource><LayerSRS>EPSG:4258</LayerSRS></OGRVRTLayer></OGRVRTDataSource>
            """);

        var area = Area.FromMap(new AreaReader().ReadMap(folder.At("a.vrt")), new DegreesGeolocator(10, 50, 1e-5), Image);

        Assert.Equal(100, area.Bounds.XMin, 1e-3);
        Assert.Equal(200, area.Bounds.YMax, 1e-3);
    }

    [Fact]
    public void ReadPixels_AnyFile_TakesTheNumbersAsTheyAre()
    {
        var path = File("a.geojson", """{"type":"Polygon","coordinates":[[[100,100],[300,100],[300,500],[100,500],[100,100]],[[150,150],[160,150],[160,160],[150,160],[150,150]]]}""");

        var area = Area.FromPixels(new AreaReader().ReadPixels(path), Image);

        Assert.Equal((200 * 400) - 100, area.SquarePixels, 1e-9);
    }

    [Theory]
    [InlineData("missing.geojson", null, "no such file")]
    [InlineData("text.geojson", "hello", "cannot be read")]
    [InlineData("points.geojson", """{"type":"Point","coordinates":[10,50]}""", "no polygon")]
    public void ReadMap_NoArea_SaysWhatWasFound(string name, string? content, string words)
    {
        if (content is not null)
        {
            File(name, content);
        }

        var error = Assert.Throws<RedKubeException>(() => new AreaReader().ReadMap(folder.At(name)));

        Assert.Equal(ErrorCode.AreaUnreadable, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_WktOrFile_GivesContent()
    {
        var path = File("a.geojson", """{"type":"Polygon","coordinates":[[[1,1],[3,1],[3,5],[1,1]]]}""");

        Assert.Equal("POLYGON ((1 1, 2 1, 2 2, 1 1))", AreaOption.Resolve(" POLYGON ((1 1, 2 1, 2 2, 1 1)) ", inPixels: false, new AreaReader()));
        Assert.StartsWith("POLYGON ((", AreaOption.Resolve(path, inPixels: true, new AreaReader()), StringComparison.Ordinal);
        Assert.Throws<RedKubeException>(() => AreaOption.Resolve("POLYGON ((1 1, 2 1, 2 2))", inPixels: true, new AreaReader()));
    }

    private string File(string name, string content)
    {
        System.IO.File.WriteAllText(folder.At(name), content);
        return folder.At(name);
    }
}
