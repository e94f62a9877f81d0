using System.Globalization;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;
using RedKube.Core.Tests.Outputs;

namespace RedKube.Core.Tests.Planning;

public sealed class AreaTests
{
    private static readonly PixelSize Image = new(1000, 800);

    [Fact]
    public void Contains_HoleAndParts_CountsTheBoundaryIn()
    {
        var area = Area.FromPixels("MULTIPOLYGON (((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 60 40, 60 60, 40 60, 40 40)), ((500 500, 600 500, 600 600, 500 600, 500 500)))", Image);

        Assert.True(area.Contains(new(50, 20)));
        Assert.True(area.Contains(new(100, 50)));
        Assert.True(area.Contains(new(40, 50)));
        Assert.True(area.Contains(new(0, 0)));
        Assert.True(area.Contains(new(550, 550)));
        Assert.False(area.Contains(new(50, 50)));
        Assert.False(area.Contains(new(100.001, 50)));
        Assert.False(area.Contains(new(300, 300)));
        Assert.Equal(10000 - 400 + 10000, area.SquarePixels, 1e-6);
    }

    [Theory]
    [InlineData(0, 0, 10, 10, AreaRelation.Inside)]
    [InlineData(45, 45, 10, 10, AreaRelation.Outside)]
    [InlineData(30, 30, 40, 40, AreaRelation.Partly)]
    [InlineData(100, 0, 10, 10, AreaRelation.Partly)]
    [InlineData(101, 0, 10, 10, AreaRelation.Outside)]
    [InlineData(500, 500, 10, 10, AreaRelation.Outside)]
    public void Relate_Rectangle_TellsOutsidePartlyInside(int x, int y, int width, int height, AreaRelation expected)
    {
        var area = Area.FromPixels("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (40 40, 60 40, 60 60, 40 60, 40 40))", Image);

        Assert.Equal(expected, area.Relate(new PixelRect(x, y, width, height)));
        Assert.Equal(expected != AreaRelation.Outside, area.TouchesTile(new PixelRect(x, y, width, height)));
    }

    [Fact]
    public void TilesIn_EveryRegion_GivesTheTilesThatTouchWhateverTheRegionSize()
    {
        const int seed = 11;
        var random = new Random(seed);
        var grid = new TileGrid(new(2000, 1500), new(128, 128), new(32, 32));
        for (var round = 0; round < 20; round++)
        {
            double x = random.Next(2000), y = random.Next(1500), r = random.Next(10, 700);
            var ring = Enumerable.Range(0, 9).Select(i => FormattableString.Invariant($"{x + (r * Math.Cos(i % 8 * Math.PI / 4))} {y + (r * Math.Sin(i % 8 * Math.PI / 4))}"));
            var area = Area.FromPixels($"POLYGON (({string.Join(',', ring)}))", new(2000, 1500));
            var expected = Enumerable.Range(0, (int)grid.Count).Select(i => grid.At((long)i)).Where(t => area.TouchesTile(t.Rect)).Select(static t => t.Index).ToHashSet();

            foreach (var size in new[] { 256, 700, 5000 })
            {
                var layout = new RegionLayout(grid, size, new(64, 64));
                var found = Enumerable.Range(0, layout.Count).SelectMany(i => area.TilesIn(grid, layout.At(i))).Select(static t => t.Index).ToList();
                Assert.True(expected.SetEquals(found) && found.Count == expected.Count, $"seed {seed}, round {round}, size {size}");
            }
        }
    }

    [Theory]
    [InlineData("POLYGON ((1000.5 0, 1100 0, 1100 100, 1000.5 100, 1000.5 0))")]
    [InlineData("POLYGON ((-50 -50, -1 -50, -1 -1, -50 -1, -50 -50))")]
    public void FromPixels_OutsideTheImage_IsRefused(string wkt)
    {
        var error = Assert.Throws<RedKubeException>(() => Area.FromPixels(wkt, Image));

        Assert.Equal(ErrorCode.AreaOutsideImage, error.Code);
        Assert.Contains("1000 × 800", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromMap_StraightGeolocator_CarriesTheCornersExactly()
    {
        var area = Area.FromMap("POLYGON ((10.001 49.999, 10.002 49.999, 10.002 49.998, 10.001 49.998, 10.001 49.999))", new DegreesGeolocator(10, 50, 1e-5), Image);

        Assert.Equal(100, area.Bounds.XMin, 1e-6);
        Assert.Equal(100, area.Bounds.YMin, 1e-6);
        Assert.Equal(200, area.Bounds.XMax, 1e-6);
        Assert.Equal(200, area.Bounds.YMax, 1e-6);
    }

    [Fact]
    public void FromMap_WholeWorld_IsTheWholeImage()
    {
        var area = Area.FromMap("POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))", new DegreesGeolocator(10, 50, 1e-5), Image);

        Assert.Equal(Image.Count, area.SquarePixels, 1);
        Assert.Equal(AreaRelation.Inside, area.Relate(new PixelRect(0, 0, 1000, 800)));
    }

    [Theory]
    [InlineData("POLYGON ((179.999 -17.001, 180 -17.001, 180 -17.002, 179.999 -17.002, 179.999 -17.001))", 100, 200)]
    [InlineData("POLYGON ((-180 -17.001, -179.999 -17.001, -179.999 -17.002, -180 -17.002, -180 -17.001))", 200, 300)]
    [InlineData("POLYGON ((179.999 -17.001, 180.001 -17.001, 180.001 -17.002, 179.999 -17.002, 179.999 -17.001))", 100, 300)]
    [InlineData("MULTIPOLYGON (((179.999 -17.001, 180 -17.001, 180 -17.002, 179.999 -17.002, 179.999 -17.001)), ((-180 -17.001, -179.999 -17.001, -179.999 -17.002, -180 -17.002, -180 -17.001)))", 100, 300)]
    public void FromMap_ImageAcrossTheAntimeridian_FindsBothSpellings(string wkt, double left, double right)
    {
        var area = Area.FromMap(wkt, new DegreesGeolocator(179.998, -17, 1e-5), Image);

        Assert.Equal(left, area.Bounds.XMin, 1e-4);
        Assert.Equal(right, area.Bounds.XMax, 1e-4);
        Assert.Equal((right - left) * 100, area.SquarePixels, 0.1);
    }

    [Fact]
    public void FromMap_CurvedGeolocator_StaysWithinATenthOfAPixel()
    {
        // Parallels are circles here (polar stereographic in spirit): a long straight edge in lon/lat is an arc in pixels.
        using var geolocator = new PolarGeolocator();
        var area = Area.FromMap("POLYGON ((-60 70, 60 70, 60 80, -60 80, -60 70))", geolocator, new PixelSize(4000, 4000));
        var map = new LonLat[1];
        var pixel = new PixelPoint[1];
        for (var i = 0; i <= 1000; i++)
        {
            map[0] = new(-60 + (0.12 * i), 70);
            geolocator.ToPixels(map, pixel);
            var (x, y) = (pixel[0].X - 2000, pixel[0].Y - 2000);
            var r = Math.Sqrt((x * x) + (y * y));
            Assert.True(area.Contains(new(2000 + (x * (r - 0.11) / r), 2000 + (y * (r - 0.11) / r))), i.ToString(CultureInfo.InvariantCulture));
            Assert.False(area.Contains(new(2000 + (x * (r + 0.11) / r), 2000 + (y * (r + 0.11) / r))), i.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("POLYGON ((20 40, 21 40, 21 41, 20 40))", ErrorCode.AreaOutsideImage, "lon lat")]
    [InlineData("POLYGON ((500000 5200000, 500100 5200000, 500100 5200100, 500000 5200000))", ErrorCode.AreaUnreadable, "--area-pixels")]
    [InlineData("POLYGON ((10 50, 11 50", ErrorCode.AreaUnreadable, "position")]
    public void FromMap_Unusable_SaysWhatToDo(string wkt, ErrorCode code, string words)
    {
        var error = Assert.Throws<RedKubeException>(() => Area.FromMap(wkt, new DegreesGeolocator(10, 50, 1e-5), Image));

        Assert.Equal(code, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The north pole in the middle of 4000 × 4000 pixels, 50 pixels to a degree of latitude.</summary>
    private sealed class PolarGeolocator : IGeolocator
    {
        public string Method => "affine";

        public void ToMap(ReadOnlySpan<PixelPoint> pixels, Span<LonLat> map)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                double x = pixels[i].X - 2000, y = pixels[i].Y - 2000;
                map[i] = new(Math.Atan2(x, y) * 180 / Math.PI, 90 - (Math.Sqrt((x * x) + (y * y)) / 50));
            }
        }

        public void ToPixels(ReadOnlySpan<LonLat> map, Span<PixelPoint> pixels)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                var (sin, cos) = Math.SinCos(map[i].Lon * Math.PI / 180);
                var r = (90 - map[i].Lat) * 50;
                pixels[i] = new(2000 + (r * sin), 2000 + (r * cos));
            }
        }

        public void Dispose()
        {
        }
    }
}
