using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace RedKube.Closed.Tests;

public sealed class GeoJsonReaderTests
{
    private readonly GeoJsonReader _reader = new();

    [Fact]
    public void Read_CollectionWithHole_GivesGeometryAndAttributes()
    {
        var features = _reader.Read<FeatureCollection>(
            """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"class":"ship","n":3,"score":0.5,"ok":true,"none":null,"list":[1],"deep":{"a":"b"}},
               "geometry":{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2],[2,4],[4,4],[4,2],[2,2]]]}},
              {"type":"Feature","properties":null,"geometry":null}]}
            """)!;

        Assert.Equal(2, features.Count);
        Assert.Equal(96, features[0].Geometry!.Area);
        Assert.Equal(4326, features[0].Geometry!.SRID);
        var attributes = features[0].Attributes!;
        Assert.Equal(["class", "n", "score", "ok", "none", "list", "deep"], attributes.GetNames());
        Assert.Equal("ship", attributes["class"]);
        Assert.Equal(3L, attributes["n"]);
        Assert.Equal(0.5, attributes["score"]);
        Assert.Equal(true, attributes["ok"]);
        Assert.Null(attributes["none"]);
        Assert.Equal("b", Assert.IsType<AttributesTable>(attributes["deep"])["a"]);
        Assert.False(attributes.Exists("absent"));
        Assert.Null(features[1].Geometry);
        Assert.Null(features[1].Attributes);
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", "POINT (1 2)")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],[3,4]]}""", "LINESTRING (1 2, 3 4)")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""", "MULTIPOINT ((1 2), (3 4))")]
    [InlineData("""{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}""", "MULTILINESTRING ((1 2, 3 4))")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}""", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,7]}]}""", "GEOMETRYCOLLECTION (POINT (1 2))")]
    public void Read_Geometry_GivesIt(string json, string wkt) =>
        Assert.True(new WKTReader().Read(wkt).EqualsExact(_reader.Read<Geometry>(json)));

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"type":"Feature"}""")]
    [InlineData("""{"type":"FeatureCollection"}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":["a",1]}}]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Blob","coordinates":[]}}]}""")]
    public void Read_NoCollection_Throws(string json) => Assert.ThrowsAny<JsonException>(() => _reader.Read<FeatureCollection>(json));

    [Fact]
    public void Read_OpenRing_Throws() =>
        Assert.ThrowsAny<ArgumentException>(() => _reader.Read<Geometry>("""{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10]]]}"""));
}
