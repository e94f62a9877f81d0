using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Geometry;

public sealed class MapSpaceTests
{
    // EPSG:3857 of known places, as gdaltransform gives them, in shares of the square.
    [Theory]
    [InlineData(0, 0, 0.5, 0.5)]
    [InlineData(-180, 85.051128779806604, 0, 0)]
    [InlineData(180, -85.051128779806604, 1, 1)]
    [InlineData(15, 46.95, 0.541666666666667, 0.35192977805)]
    public void Of_Place_IsWhereWebMapsHaveIt(double lon, double lat, double x, double y)
    {
        var point = MapSpace.Of(new LonLat(lon, lat));

        Assert.Equal(x, point.X, 1e-9);
        Assert.Equal(y, point.Y, 1e-9);
    }

    [Fact]
    public void PlaceOf_WhatOfGave_IsThePlace()
    {
        for (var lat = -85.0; lat <= 85; lat += 8.5)
        {
            var place = MapSpace.PlaceOf(MapSpace.Of(new LonLat(lat * 2, lat)));

            Assert.Equal(lat * 2, place.Lon, 1e-9);
            Assert.Equal(lat, place.Lat, 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 1, 256)]
    [InlineData(256, 256, 256)]
    [InlineData(257, 10, 512)]
    [InlineData(500_000, 400_000, 524_288)]
    public void Pixels_OfAnImage_IsTheLeastSquareOfTiles(int width, int height, int side) => Assert.Equal(side, MapSpace.Pixels(new PixelSize(width, height)).Side);

    [Fact]
    public void ToPixels_OfAPixelSpace_TakesBackWhatFromPixelsGave()
    {
        var space = MapSpace.Pixels(new PixelSize(1000, 700));
        PixelPoint[] pixels = [new(0, 0), new(123.5, 456.25), new(1000, 700)];
        var points = new MapPoint[3];
        var back = new PixelPoint[3];
        space.FromPixels(pixels, null, points);
        space.ToPixels(points, null, back);

        Assert.Equal(pixels, back);
        Assert.Equal(new MapPoint(1000 / 1024.0, 700 / 1024.0), points[2]);
    }

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(0, 1, 0, false)]
    [InlineData(3, 7, 7, true)]
    [InlineData(3, 8, 7, false)]
    [InlineData(3, -1, 7, false)]
    [InlineData(29, 0, 0, false)]
    public void IsValid_OfATile_SaysWhetherThereIsOne(int zoom, int x, int y, bool valid) => Assert.Equal(valid, new MapTile(zoom, x, y).IsValid);
}
