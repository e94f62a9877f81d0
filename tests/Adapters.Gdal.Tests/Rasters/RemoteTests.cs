using RedKube.Core.Errors;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

public sealed class RemoteTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly LoopbackServer server;
    private readonly string path;

    public RemoteTests()
    {
        GdalRuntime.Initialise();
        GdalApi.SetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
        path = Images.Make(folder, "a.tif", 200, 100, 3, options: ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]);
        server = new LoopbackServer(path);
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/vsicurl/")]
    public void Open_HttpAddress_ReadsByRanges(string prefix)
    {
        using var reader = Images.Open(prefix + server.Url($"ok{prefix.Length}/a.tif"));
        using var block = Images.Read(reader);
        Assert.Equal(Images.Value(199, 99, 2), block.Row<byte>(2, 99)[199]);
        Assert.Equal(new FileInfo(path).Length, reader.Info.FileBytes);
        Assert.Equal("a.tif", reader.Info.Name);
    }

    [Fact]
    public void Open_S3Address_ReadsThroughVsis3()
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ACCESS_KEY_ID"] = "id", ["AWS_SECRET_ACCESS_KEY"] = "secret", ["AWS_S3_ENDPOINT"] = $"127.0.0.1:{server.Port}", ["AWS_HTTPS"] = "NO", ["AWS_VIRTUAL_HOSTING"] = "FALSE",
            ["AWS_REGION"] = "us-east-1",
        };
        foreach (var (key, value) in options)
        {
            GdalApi.SetConfigOption(key, value);
        }

        try
        {
            using var reader = Images.Open("s3://bucket/folder/a.tif");
            using var block = Images.Read(reader);
            Assert.Equal(Images.Value(5, 6, 1), block.Row<byte>(1, 6)[5]);
            Assert.Equal(new FileInfo(path).Length, reader.Info.FileBytes);
        }
        finally
        {
            foreach (var key in options.Keys)
            {
                GdalApi.SetConfigOption(key, null);
            }
        }
    }

    [Theory]
    [InlineData(404, ErrorCode.ImageNotFound)]
    [InlineData(403, ErrorCode.ImageUnreadable)]
    [InlineData(500, ErrorCode.ImageStorageAway)]
    [InlineData(503, ErrorCode.ImageStorageAway)]
    public void Open_ServerRefuses_TellsTheKindApart(int status, ErrorCode expected) =>
        Assert.Equal(expected, Assert.Throws<RedKubeException>(() => Images.Open(server.Url($"{status}/a.tif"))).Code);

    [Fact]
    public void Open_NoServer_IsTransient()
    {
        var error = Assert.Throws<RedKubeException>(() => Images.Open("http://127.0.0.1:1/a.tif"));
        Assert.Equal((ErrorCode.ImageStorageAway, FailureKind.Transient), (error.Code, error.Kind));
    }

    [Fact]
    public void Open_ServerIsBack_TriesItAgain()
    {
        var url = server.Url("back/a.tif");
        server.Failing = 503;
        Assert.Throws<RedKubeException>(() => Images.Open(url));
        server.Failing = null;
        using var reader = Images.Open(url);
        Assert.Equal(200, reader.Info.Size.Width);
    }

    [Fact]
    public void Open_AddressWithSecrets_TellsNone()
    {
        foreach (var uri in new[] { server.Url("404/x.tif?sig=TOPSECRET", "me:PASSWORD@"), "/vsicurl/" + server.Url("503/x.tif?sig=TOPSECRET", "me:PASSWORD@") })
        {
            var error = Assert.Throws<RedKubeException>(() => Images.Open(uri));
            Assert.DoesNotContain("TOPSECRET", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("PASSWORD", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_ServerWithoutRanges_SaysWhatItMustDo()
    {
        var big = Images.Make(folder, "big.tif", 3000, 1000, 1, options: ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]);
        using var whole = new LoopbackServer(big) { IgnoresRanges = true };
        var error = Assert.Throws<RedKubeException>(() => Images.Open(whole.Url("whole/a.tif")));
        Assert.Equal(ErrorCode.ImageUnreadable, error.Code);
        Assert.Contains("range requests", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenGeolocator_StorageOfTheElevationModelIsAway_IsTransient()
    {
        var options = new Core.Imagery.RasterReadOptions { DemPath = server.Url("503/dem.tif") };
        var error = Assert.Throws<RedKubeException>(() => Images.Source.OpenGeolocator(new Core.Imagery.ImageRef(path), options));
        Assert.Equal((ErrorCode.ImageStorageAway, FailureKind.Transient), (error.Code, error.Kind));
        Assert.Contains("elevation model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ServerGoesAway_IsTransient()
    {
        // Too large to have come whole with its header.
        var big = Images.Make(folder, "big.tif", 3000, 1000, 1, options: ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]);
        using var far = new LoopbackServer(big);
        using var reader = Images.Open(far.Url("away/a.tif"));
        far.Failing = 503;
        var error = Assert.Throws<RedKubeException>(() => Images.Read(reader));
        Assert.Equal(ErrorCode.ImageStorageAway, error.Code);
    }
}
