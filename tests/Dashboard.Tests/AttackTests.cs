using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using OSGeo.GDAL;

namespace RedKube.Dashboard.Tests;

/// <summary>What docs/security.md lists, line by line. Loopback ports stand for internal servers: nothing leaves this machine.</summary>
public sealed class AttackTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly DashboardServer server = shared.Server;

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("{data}/images/../../../../../../etc/passwd")]
    [InlineData("{data}/images/link.tif")]
    [InlineData("{data}/folder/secret.tif")]
    [InlineData("{data}-beside/secret.tif")]
    [InlineData("relative.tif")]
    [InlineData("file:///etc/passwd")]
    [InlineData("GTIFF_DIR:1:{data}/images/scene.tif")]
    [InlineData("/vsimem/x.tif")]
    [InlineData("/vsizip/{data}/images/a.zip/x.tif")]
    [InlineData("/vsisubfile/0_100,{data}/images/scene.tif")]
    [InlineData("/vsigzip//vsicurl/http://127.0.0.1:{port}/x.gz")]
    [InlineData("/vsicurl/http://127.0.0.1:{port}/x.tif")]
    [InlineData("/vsicurl?url=http%3A%2F%2F127.0.0.1%3A{port}%2Fx.tif")]
    [InlineData("http://127.0.0.1:{port}/x.tif")]
    [InlineData("http://localhost:{port}/x.tif")]
    [InlineData("s3://bucket/x.tif")]
    [InlineData("WMS:http://127.0.0.1:{port}/wms")]
    [InlineData("<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"/>")]
    public async Task Image_ThatIsNotAllowed_IsRefusedWithoutAConnection(string named)
    {
        using var trap = new LoopbackTrap();
        var data = Path.Combine(server.Data, "data");
        LaySnares(data);
        var image = named.Replace("{data}", data, StringComparison.Ordinal).Replace("{port}", trap.Port.ToString(), StringComparison.Ordinal);

        var problem = await DashboardServer.ReadAsync(await server.Client.PostAsJsonAsync("/api/v1/jobs", new { image, model = DashboardServer.SquaresModel }), 403);

        Assert.Equal("RK2013", problem.GetProperty("code").GetString());
        Assert.Equal(0, trap.Connections);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}.evil.invalid/open/x.tif")]
    [InlineData("http://127.0.0.1:{port}@127.0.0.1:{other}/open/x.tif")]
    [InlineData("http://127.0.0.1:{port}/open/../secret/x.tif")]
    [InlineData("http://127.0.0.1:{port}/open/%2e%2e/secret/x.tif")]
    [InlineData("http://127.0.0.1:{port}/open/..%2fsecret/x.tif")]
    [InlineData("http://127.0.0.1:{port}/opener/x.tif")]
    [InlineData("http://127.0.0.1:{other}/open/x.tif")]
    [InlineData("https://127.0.0.1:{port}/open/x.tif")]
    public async Task Address_OutsideTheAllowedPrefix_IsRefusedWithoutAConnection(string named)
    {
        using var allowed = new LoopbackTrap();
        using var other = new LoopbackTrap();
        await using var open = await DashboardServer.StartAsync(o => o with { AllowInput = [$"http://127.0.0.1:{allowed.Port}/open"] });
        var image = named.Replace("{port}", allowed.Port.ToString(), StringComparison.Ordinal).Replace("{other}", other.Port.ToString(), StringComparison.Ordinal);

        await DashboardServer.ReadAsync(await open.Client.PostAsJsonAsync("/api/v1/jobs", new { image, model = DashboardServer.SquaresModel }), 403);

        Assert.Equal(0, allowed.Connections + other.Connections);
    }

    [Fact]
    public async Task Address_ThatLeadsOnToAnInternalServer_IsRefusedAndNotFollowed()
    {
        using var secret = new LoopbackTrap();
        using var allowed = new LoopbackTrap($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{secret.Port}/latest/meta-data\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var open = await DashboardServer.StartAsync(o => o with { AllowInput = [$"http://127.0.0.1:{allowed.Port}/"] });

        var problem = await DashboardServer.ReadAsync(
            await open.Client.PostAsJsonAsync("/api/v1/jobs", new { image = $"http://127.0.0.1:{allowed.Port}/x.tif", model = DashboardServer.SquaresModel }), 403);

        Assert.Contains("leads on", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, allowed.Connections);
        Assert.Equal(0, secret.Connections);
    }

    [Theory]
    [InlineData("<VRTDataset rasterXSize=\"9\" rasterYSize=\"9\"><VRTRasterBand dataType=\"Byte\" band=\"1\" subClass=\"VRTRawRasterBand\"><SourceFilename>/etc/passwd</SourceFilename></VRTRasterBand></VRTDataset>")]
    [InlineData("<VRTDataset rasterXSize=\"9\" rasterYSize=\"9\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>/vsicurl/http://127.0.0.1:{port}/x.tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>")]
    [InlineData("<GDAL_WMS><Service name=\"TMS\"><ServerUrl>http://127.0.0.1:{port}/${z}/${x}/${y}.png</ServerUrl></Service><DataWindow><UpperLeftX>-1</UpperLeftX><UpperLeftY>1</UpperLeftY><LowerRightX>1</LowerRightX><LowerRightY>-1</LowerRightY><SizeX>256</SizeX><SizeY>256</SizeY></DataWindow></GDAL_WMS>")]
    [InlineData("<WCS_GDAL><ServiceURL>http://127.0.0.1:{port}/wcs?</ServiceURL><CoverageName>x</CoverageName></WCS_GDAL>")]
    [InlineData("%PDF-1.4 nothing")]
    [InlineData("PK\u0003\u0004 a zip")]
    [InlineData("no image at all")]
    public async Task Upload_ThatLeadsElsewhere_IsRefusedAndRemoved(string content)
    {
        using var trap = new LoopbackTrap();
        var bytes = Encoding.UTF8.GetBytes(content.Replace("{port}", trap.Port.ToString(), StringComparison.Ordinal));
        var id = await Tus.CreateAsync(server.Client, bytes.Length, "image.tif");

        using var answer = await Tus.AppendAsync(server.Client, id, 0, bytes);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, trap.Connections);
        Assert.False(Directory.Exists(Path.Combine(server.Data, "data", "uploads", id)));
    }

    [Fact]
    public async Task Upload_TiffWithAVrtInItsHead_IsOnlyATiff()
    {
        using var trap = new LoopbackTrap();
        var bytes = await File.ReadAllBytesAsync(server.Image());
        var vrt = Encoding.UTF8.GetBytes($"<VRTDataset rasterXSize=\"9\" rasterYSize=\"9\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>/vsicurl/http://127.0.0.1:{trap.Port}/x</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>");

        // Behind the 8 bytes of the TIFF's head; the place of the first directory is moved behind it.
        var both = Polyglot(bytes, vrt);
        var id = await Tus.CreateAsync(server.Client, both.Length, "image.tif");
        using var answer = await Tus.AppendAsync(server.Client, id, 0, both);

        Assert.Equal(0, trap.Connections);
        if (answer.IsSuccessStatusCode)
        {
            Assert.Equal("GTiff", (await server.GetAsync($"/api/v1/images/{id}")).GetProperty("info").GetProperty("format").GetString());
        }
    }

    [Fact]
    public async Task Upload_TiffOfVastSize_IsRefused()
    {
        var path = Path.Combine(server.Data, "vast.tif");
        using (var dataset = Gdal.GetDriverByName("GTiff").Create(path, 1_100_000, 1_100_000, 1, DataType.GDT_Byte, ["TILED=YES", "BLOCKXSIZE=4096", "BLOCKYSIZE=4096", "SPARSE_OK=TRUE", "BIGTIFF=YES"]))
        {
            dataset.FlushCache();
        }

        await RefusedAsync(await File.ReadAllBytesAsync(path), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Upload_TiffOfOneVastBlock_IsRefused()
    {
        var path = Path.Combine(server.Data, "block.tif");
        using (var dataset = Gdal.GetDriverByName("GTiff").Create(path, 40_000, 40_000, 1, DataType.GDT_Byte, ["TILED=YES", "BLOCKXSIZE=40000", "BLOCKYSIZE=40000", "COMPRESS=DEFLATE", "SPARSE_OK=TRUE"]))
        {
            dataset.FlushCache();
        }

        await RefusedAsync(await File.ReadAllBytesAsync(path), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Upload_LargerThanAllowed_IsRefusedBeforeItComes()
    {
        using var request = Tus.Request(HttpMethod.Post, Tus.Path);
        request.Headers.Add("Upload-Length", long.MaxValue.ToString());

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Upload_OfMoreThanWasAnnounced_IsCutThere()
    {
        var id = await Tus.CreateAsync(server.Client, 10, "a.tif");

        using var answer = await Tus.AppendAsync(server.Client, id, 0, new byte[1000]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.InRange(await Tus.OffsetAsync(server.Client, id), 0, 10);
    }

    [Theory]
    [InlineData("../../../../etc/cron.d/evil.tif", "evil.tif")]
    [InlineData("..\\..\\windows\\evil.tif", "evil.tif")]
    [InlineData("<img src=x onerror=alert(1)>.tif", "<img src=x onerror=alert(1)>.tif")]
    [InlineData("a\u0000b\u001b[31m\u202Efit.tif", "ab[31mfit.tif")]
    [InlineData("..", "image")]
    public async Task Upload_WithAnEvilName_ShowsItAndNeverMakesItAPath(string name, string shown)
    {
        var id = await server.UploadAsync(await File.ReadAllBytesAsync(server.Image()), name);

        var text = await server.Client.GetStringAsync("/api/v1/images");
        var files = Directory.GetFileSystemEntries(Path.Combine(server.Data, "data", "uploads", id), "*", SearchOption.AllDirectories).Select(static f => Path.GetFileName(f));

        Assert.Equal(shown, (await server.GetAsync($"/api/v1/images/{id}")).GetProperty("info").GetProperty("name").GetString());
        Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
        Assert.Equal(["content", "upload.json"], files.Order());
    }

    [Fact]
    public async Task Headers_LargerThanAllowed_AreRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/health");
        request.Headers.Add("X-Long", new string('x', 60_000));

        Assert.Equal(431, (int)(await server.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Upload_ByteByByte_IsCutByTheServer()
    {
        var id = await Tus.CreateAsync(server.Client, 1000, "a.tif");
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PATCH {Tus.Path}/{id} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
            + "Content-Type: application/offset+octet-stream\r\nContent-Length: 1000\r\n\r\n"));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        // Nothing more is sent: the server must answer or close, the client never does.
        var read = await stream.ReadAsync(new byte[1000], limit.Token);
        while (read > 0)
        {
            read = await stream.ReadAsync(new byte[1000], limit.Token);
        }

        Assert.Equal(0, await Tus.OffsetAsync(server.Client, id));
    }

    // A file outside, a folder whose name begins as the data folder's, a link to each.
    private void LaySnares(string data)
    {
        var image = server.Image();
        var outside = Path.Combine(server.Data, "outside");
        if (!Directory.Exists(outside))
        {
            foreach (var folder in (string[])[outside, data + "-beside"])
            {
                Directory.CreateDirectory(folder);
                File.Copy(image, Path.Combine(folder, "secret.tif"));
            }

            File.CreateSymbolicLink(Path.Combine(data, "images", "link.tif"), Path.Combine(outside, "secret.tif"));
            Directory.CreateSymbolicLink(Path.Combine(data, "folder"), outside);
        }
    }

    private async Task RefusedAsync(byte[] bytes, HttpStatusCode status)
    {
        Assert.InRange(bytes.Length, 1, 10 << 20);
        var id = await Tus.CreateAsync(server.Client, bytes.Length, "bomb.tif");
        using var answer = await Tus.AppendAsync(server.Client, id, 0, bytes);

        Assert.True(answer.StatusCode == status, await answer.Content.ReadAsStringAsync());
        Assert.False(Directory.Exists(Path.Combine(server.Data, "data", "uploads", id)));
    }

    // II*\0 and the place of the directory; the whole image follows the VRT, so every place in it moves: only the head is kept valid, which is all that decides the driver.
    private static byte[] Polyglot(byte[] tiff, byte[] vrt)
    {
        var both = new byte[tiff.Length + vrt.Length];
        tiff.AsSpan(0, 8).CopyTo(both);
        vrt.CopyTo(both, 8);
        tiff.AsSpan(8).CopyTo(both.AsSpan(8 + vrt.Length));
        return both;
    }
}
