using RedKube.Core.Errors;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Planning;

public sealed class AreaWktTests
{
    [Theory]
    [InlineData("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))", 100)]
    [InlineData("polygon((0 0,1e1 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))", 96)]
    [InlineData("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((5 5, 7 5, 7 7, 5 7, 5 5)))", 5)]
    [InlineData("POLYGON Z ((0 0 1, 2 0 1, 2 2 1, 0 2 1, 0 0 1))", 4)]
    [InlineData("GEOMETRYCOLLECTION (POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0)), POLYGON EMPTY, MULTIPOLYGON (((1 1, 3 1, 3 3, 1 3, 1 1))))", 7)]
    [InlineData(" POLYGON\n((-1 -1,\t+1 -1, 1 1, -1 1, -1 -1)) ", 4)]
    [InlineData("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))", 2)]
    public void Parse_ValidText_GivesTheUnionOfItsPolygons(string wkt, double area)
    {
        var geometry = AreaWkt.Parse(wkt);

        Assert.Equal(area, geometry.Area, 1e-9);
        Assert.True(geometry.IsValid);
    }

    [Theory]
    [InlineData("POLYGON ((0 0, 10 0, x 10, 0 0))", 22, "a number")]
    [InlineData("POLYGON ((0 0, 10 0, 10 10, 0 10))", 10, "ends where it begins")]
    [InlineData("POLYGON ((0 0, 10 0, 0 0))", 10, "4 points")]
    [InlineData("POLYGON ((0 0, 1 0, 1 1, 0 0)", 30, "')'")]
    [InlineData("POLYGON ((0 0, 1 0, 1 1, 0 0)) and more", 32, "the end of the text")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 1))", 21, "MULTIPOLYGON")]
    [InlineData("POLYGON 0 0", 9, "'('")]
    [InlineData("POLYGON ((0 0, 1 0 5 6 7, 1 1, 0 0))", 24, "')'")]
    [InlineData("POLYGON ((0 0, NaN 0, 1 1, 0 0))", 16, "a number")]
    [InlineData("", 1, "POLYGON")]
    public void Parse_InvalidText_SaysWhere(string wkt, int position, string expected)
    {
        var error = Assert.Throws<RedKubeException>(() => AreaWkt.Parse(wkt));

        Assert.Equal(ErrorCode.AreaUnreadable, error.Code);
        Assert.Contains($"at position {position} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POLYGON EMPTY")]
    [InlineData("POLYGON ((0 0, 5 5, 5 5, 0 0))")]
    public void Parse_NothingEnclosed_IsRefused(string wkt)
    {
        var error = Assert.Throws<RedKubeException>(() => AreaWkt.Parse(wkt));

        Assert.Equal(ErrorCode.AreaUnreadable, error.Code);
        Assert.Contains("encloses nothing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POLYGON((", true)]
    [InlineData(" multipolygon (", true)]
    [InlineData("GEOMETRYCOLLECTION(POLYGON", true)]
    [InlineData("POLYGON", true)]
    [InlineData("polygons.geojson", false)]
    [InlineData("POLYGON.shp", false)]
    [InlineData("/data/area.gpkg", false)]
    public void IsWkt_Value_GoesByItsFirstWord(string value, bool expected) => Assert.Equal(expected, AreaOption.IsWkt(value));

    [Theory]
    [InlineData("POINT(0 0)", "The area is a POINT")]
    [InlineData("linestring z (0 0 1, 1 1 1)", "The area is a LINESTRING")]
    [InlineData(" MULTIPOINT EMPTY", "The area is a MULTIPOINT")]
    [InlineData("SRID=4326;POLYGON((0 0, 1 0, 1 1, 0 0))", "SRID=4326;. Leave that out")]
    public void Resolve_OtherWellKnownText_SaysWhatIsExpected(string value, string words)
    {
        var error = Assert.Throws<RedKubeException>(() => AreaOption.Resolve(value, inPixels: false, new NoFiles()));

        Assert.Equal(ErrorCode.AreaUnreadable, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("expected POLYGON or MULTIPOLYGON", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("point (1).geojson")]
    [InlineData("points.geojson")]
    [InlineData("tin")]
    public void Resolve_NameThatBeginsLikeWellKnownText_IsAPath(string value) =>
        Assert.Equal(value, AreaOption.Resolve(value, inPixels: false, new NoFiles()));

    private sealed class NoFiles : IAreaReader
    {
        public string ReadMap(string path) => path;

        public string ReadPixels(string path) => path;
    }
}
