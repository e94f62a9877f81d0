using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Tiles;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Tiles;

/// <summary>Images that go on beyond ±180° are drawn on both sides of the map's seam.</summary>
public sealed class SeamTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly GdalTileRenderer renderer = new();

    [Theory]
    [InlineData(4326, 170, 190)]
    [InlineData(4326, -190, -170)]
    [InlineData(3857, 170, 190)]
    [InlineData(3857, -190, -170)]
    public void Draw_ImageAcrossTheSeam_IsThereOnBothSides(int epsg, double west, double east)
    {
        var image = Image(epsg, west, east);

        var seen = new[] { -165, -175, -179.5, 179.5, 175, 165 }.Select(lon => IsDrawn(image, 3, lon)).ToArray();
        Assert.Equal([false, true, true, true, true, false], seen);
        Assert.Equal([true, false, false, true], new[] { -175, -90, 90, 175 }.Select(lon => IsDrawn(image, 0, lon)));
    }

    [Theory]
    [InlineData(4326)]
    [InlineData(3857)]
    public void Draw_ImageOfTheWholeWorld_HasNoGap(int epsg)
    {
        var image = Image(epsg, -180, 180);

        Assert.All(Enumerable.Range(0, 72), i => Assert.True(IsDrawn(image, 0, -179.3 + (5 * i)), $"{-179.3 + (5 * i)}"));
        Assert.True(IsDrawn(image, 3, -179.95));
        Assert.True(IsDrawn(image, 3, 179.95));
    }

    public void Dispose()
    {
        renderer.Dispose();
        folder.Dispose();
    }

    private ImageRef Image(int epsg, double west, double east)
    {
        var scale = epsg == 3857 ? MapSpace.MercatorHalfSideMetres / 180 : 1;
        return new ImageRef(Images.Make(
            folder, "image.tif", 720, 360, 3, then: d => Images.Place(d, new GeoTransform(west * scale, (east - west) * scale / 720, 0, 10 * scale, 0, -10 * scale / 360), epsg)));
    }

    // At 5° north.
    private bool IsDrawn(ImageRef image, int zoom, double lon)
    {
        var at = MapSpace.Of(new LonLat(lon, 5));
        double x = at.X * (1 << zoom), y = at.Y * (1 << zoom);
        if (renderer.Draw(image, new MapTile(zoom, (int)x, (int)y), 256, "png", CancellationToken.None) is not { } png)
        {
            return false;
        }

        var path = folder.At("tile.png");
        File.WriteAllBytes(path, png);
        using var picture = GdalApi.Open(path, Access.GA_ReadOnly);
        var opacity = new byte[1];
        picture.GetRasterBand(picture.RasterCount).ReadRaster((int)((x - (int)x) * 256), (int)((y - (int)y) * 256), 1, 1, opacity, 1, 1, 0, 0);
        return picture.RasterCount is 2 or 4 ? opacity[0] == 255 : true;
    }
}
