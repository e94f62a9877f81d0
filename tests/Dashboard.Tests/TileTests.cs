using System.Net;
using System.Net.Http.Headers;
using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Dashboard.Tests;

public sealed class TileTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly DashboardServer server = shared.Server;

    [Fact]
    public async Task Tile_OfAnImageWithoutPlace_ShowsItsPixelsAtTheDeepestZoom()
    {
        var path = server.Image("pixels.tif", placed: false);
        var id = await server.UploadAsync(await File.ReadAllBytesAsync(path), "pixels.tif");
        var image = await server.GetAsync($"/api/v1/images/{id}");
        var zoom = image.GetProperty("map").GetProperty("maxZoom").GetInt32();

        var drawn = Decode(await server.Client.GetByteArrayAsync($"/tiles/uploads/{id}/{zoom}/1/1.png"));
        using var reader = new GdalRasterSource().Open(new ImageRef(path), new RasterReadOptions());
        using var block = new PixelBlock(new PixelRect(256, 256, 256, 256), 3, SampleType.Byte, reader.HasMask);
        reader.Read(block);

        Assert.Equal("pixels", image.GetProperty("map").GetProperty("kind").GetString());
        Assert.Equal(1024, image.GetProperty("map").GetProperty("side").GetDouble());
        Assert.All(Enumerable.Range(0, 256), row => Assert.Equal(block.Row<byte>(0, row).ToArray(), drawn.AsSpan(row * 256, 256).ToArray()));
    }

    [Fact]
    public async Task Tile_OfAPlacedImage_ShowsASquareWhereItLies()
    {
        var path = server.Image();
        var id = await server.UploadAsync(await File.ReadAllBytesAsync(path), "scene.tif");
        using var geolocator = new GdalRasterSource().OpenGeolocator(new ImageRef(path), new RasterReadOptions())!;
        var zoom = (await server.GetAsync($"/api/v1/images/{id}")).GetProperty("map").GetProperty("maxZoom").GetInt32();
        var points = new MapPoint[2];
        const int middle = Scenes.First + (Scenes.Square / 2) + (2 * Scenes.Step);
        MapSpace.Mercator.FromPixels([new(middle, middle), new(middle + 40, middle + 40)], geolocator, points);

        foreach (var (point, isBright) in points.Zip([true, false]))
        {
            var (x, y) = (point.X * (1 << zoom), point.Y * (1 << zoom));
            var drawn = Decode(await server.Client.GetByteArrayAsync($"/tiles/uploads/{id}/{zoom}/{(int)x}/{(int)y}.png"));
            var value = drawn[((int)(y % 1 * 256) * 256) + (int)(x % 1 * 256)];

            Assert.Equal(isBright ? 250 : 20, value);
        }
    }

    [Fact]
    public async Task Tile_OfSixteenBits_IsStretched()
    {
        var path = Path.Combine(server.Data, "data", "sixteen.tif");
        using (var dataset = Gdal.GetDriverByName("GTiff").Create(path, 512, 512, 1, DataType.GDT_UInt16, []))
        {
            var samples = Enumerable.Range(0, 512 * 512).Select(static i => (short)(1000 + (i % 512))).ToArray();
            dataset.WriteRaster(0, 0, 512, 512, samples, 512, 512, 1, [1], 0, 0, 0);
        }

        var id = await server.UploadAsync(await File.ReadAllBytesAsync(path), "sixteen.tif");
        var drawn = Decode(await server.Client.GetByteArrayAsync($"/tiles/uploads/{id}/0/0/0.png"));

        Assert.Equal(0, drawn[0]);
        Assert.Equal(255, drawn[255]);
        Assert.InRange(drawn[128], 118, 138);
    }

    [Theory]
    [InlineData("jpg", "image/jpeg")]
    [InlineData("png", "image/png")]
    public async Task Tile_AskedForAgain_IsNotSentAgain(string format, string type)
    {
        var id = await server.UploadAsync(await File.ReadAllBytesAsync(server.Image("pixels.tif", placed: false)), "pixels.tif");
        var address = $"/tiles/uploads/{id}/0/0/0.{format}?size=512";
        using var first = await server.Client.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));

        using var second = await server.Client.SendAsync(again);

        Assert.Equal(type, first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Tile_BesideTheImage_IsEmpty()
    {
        var id = await server.UploadAsync(await File.ReadAllBytesAsync(server.Image()), "scene.tif");

        using var answer = await server.Client.GetAsync($"/tiles/uploads/{id}/10/0/0.png");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("29/0/0.png")]
    [InlineData("1/2/0.png")]
    [InlineData("0/0/0.exe")]
    [InlineData("0/0/0.png?size=100000")]
    public async Task Tile_ThatThereIsNot_IsABadRequest(string place)
    {
        var id = await server.UploadAsync(await File.ReadAllBytesAsync(server.Image()), "scene.tif");

        await server.GetAsync($"/tiles/uploads/{id}/{place}", 400);
    }

    private static byte[] Decode(byte[] picture)
    {
        var path = Path.Combine(Path.GetTempPath(), $"redkube-tile-{Guid.NewGuid():N}.png");
        File.WriteAllBytes(path, picture);
        try
        {
            using var dataset = Gdal.Open(path, Access.GA_ReadOnly);
            var samples = new byte[dataset.RasterXSize * dataset.RasterYSize];
            using var band = dataset.GetRasterBand(1);
            band.ReadRaster(0, 0, dataset.RasterXSize, dataset.RasterYSize, samples, dataset.RasterXSize, dataset.RasterYSize, 0, 0);
            return samples;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
