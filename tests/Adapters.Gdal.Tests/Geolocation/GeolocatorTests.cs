using OSGeo.GDAL;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Geolocation;

public sealed class GeolocatorTests : IDisposable
{
    private const double Close = 1e-9;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<int, GeoTransform> Places => new()
    {
        { 32633, GeoTransform.NorthUp(500000, 4600000, 0.5) },
        { 32601, GeoTransform.NorthUp(166000, 7000000, 30) },
        { 4326, GeoTransform.NorthUp(15, 47, 0.0001) },
        { 4326, GeoTransform.NorthUp(179.995, 10, 0.0001) },
        { 3857, GeoTransform.NorthUp(1670000, 5900000, 2) },
        { 31467, GeoTransform.NorthUp(3500000, 5400000, 1) },
        { 3031, GeoTransform.NorthUp(-500000, 800000, 100) },
        { 32633, new GeoTransform(500000, 0.4, 0.3, 4600000, 0.3, -0.4) },
    };

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public void ToMap_Affine_AgreesWithGdaltransform(int epsg, GeoTransform transform)
    {
        var path = Images.Make(folder, "a.tif", 100, 80, 1, then: d => Images.Place(d, transform, epsg));
        AssertAgrees(path, "affine", new(), 100, 80);
    }

    [SkippableFact]
    public void ToMap_ControlPoints_AgreesWithGdaltransform()
    {
        var path = Images.Make(folder, "g.tif", 100, 80, 1, then: static d => d.SetGCPs(
            [.. from x in new[] { 0.0, 50, 100 } from y in new[] { 0.0, 40, 80 } select new GCP(15 + (x * 1e-4) + (y * 2e-5), 47 - (y * 1e-4) + (x * x * 1e-9), 0, x, y, "", $"{x}{y}")],
            Images.Wkt(4326)));
        AssertAgrees(path, "gcp", new(), 100, 80);
    }

    [SkippableFact]
    public void ToMap_RationalPolynomials_AgreesWithGdaltransform()
    {
        var path = MakeRpc();
        AssertAgrees(path, "rpc", new RasterReadOptions { HeightMetres = 250 }, 1000, 800, "-rpc", "-to", "RPC_HEIGHT=250", "-to", "RPC_PIXEL_ERROR_THRESHOLD=0.001", "-to", "RPC_MAX_ITERATIONS=30");
        using (var reader = Images.Open(path))
        {
            Assert.True(reader.Info.HasRpc);
        }

        AssertAgrees(path, "rpc", new(), 1000, 800, "-rpc", "-to", "RPC_HEIGHT=100", "-to", "RPC_PIXEL_ERROR_THRESHOLD=0.001", "-to", "RPC_MAX_ITERATIONS=30");
    }

    [SkippableFact]
    public void ToMap_RationalPolynomialsWithElevation_AgreesWithGdaltransform()
    {
        var dem = Images.Make(folder, "dem.tif", 60, 60, 1, DataType.GDT_Float32, then: static d => Images.Place(d, GeoTransform.NorthUp(14.9, 47.1, 0.005), 4326));
        AssertAgrees(
            MakeRpc(), "rpc", new RasterReadOptions { DemPath = dem }, 1000, 800, "-rpc", "-to", "RPC_DEM=" + dem, "-to", "RPC_PIXEL_ERROR_THRESHOLD=0.001", "-to", "RPC_MAX_ITERATIONS=30");
    }

    [Fact]
    public void OpenGeolocator_ElevationModelOfElsewhere_SaysSo()
    {
        var dem = Images.Make(folder, "dem.tif", 60, 60, 1, DataType.GDT_Float32, then: static d => Images.Place(d, GeoTransform.NorthUp(-60, 10, 0.005), 4326));
        var error = Assert.Throws<RedKubeException>(() => Images.Source.OpenGeolocator(new ImageRef(MakeRpc()), new RasterReadOptions { DemPath = dem }));
        Assert.Equal(ErrorCode.GeoreferenceUnusable, error.Code);
        Assert.Contains("elevation model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenGeolocator_ElevationModelNotThere_SaysSo()
    {
        var options = new RasterReadOptions { DemPath = folder.At("no.tif") };
        Assert.Equal(ErrorCode.GeoreferenceUnusable, Assert.Throws<RedKubeException>(() => Images.Source.OpenGeolocator(new ImageRef(MakeRpc()), options)).Code);
    }

    [Fact]
    public void OpenGeolocator_ElevationModelNotThereAndNotNeeded_SaysSo()
    {
        var path = Images.Make(folder, "a.tif", 10, 10, 1, then: static d => Images.Place(d, GeoTransform.NorthUp(500000, 4600000, 0.5), 32633));
        var options = new RasterReadOptions { DemPath = folder.At("no.tif") };
        Assert.Equal(ErrorCode.GeoreferenceUnusable, Assert.Throws<RedKubeException>(() => Images.Source.OpenGeolocator(new ImageRef(path), options)).Code);
    }

    [Fact]
    public void OpenGeolocator_DegenerateTransform_SaysSo()
    {
        var path = Images.Make(folder, "z.tif", 10, 10, 1, then: static d => Images.Place(d, new GeoTransform(500000, 1, 1, 4600000, 1, 1), 32633));
        Assert.Equal(ErrorCode.GeoreferenceUnusable, Assert.Throws<RedKubeException>(() => Images.Source.OpenGeolocator(new ImageRef(path), new())).Code);
    }

    [Fact]
    public void OpenGeolocator_NoGeoreference_GivesNone()
    {
        var path = Images.Make(folder, "n.tif", 10, 10, 1);
        Assert.Null(Images.Source.OpenGeolocator(new ImageRef(path), new()));
        using var reader = Images.Open(path);
        Assert.Equal(("none", null, null), (reader.Info.Georeference, reader.Info.GeoreferenceNote, reader.Info.GroundSampleDistanceMetres));
    }

    [Theory]
    [InlineData("LOCAL_CS[\"site\",UNIT[\"metre\",1]]", "local")]
    [InlineData("GEOGCS[\"Moon\",DATUM[\"Moon\",SPHEROID[\"Moon\",1737400,0]],PRIMEM[\"Reference\",0],UNIT[\"degree\",0.0174532925199433]]", "another body")]
    [InlineData("", "no coordinate reference system")]
    public void OpenGeolocator_NotOfTheEarth_GivesNoneAndSaysWhy(string wkt, string words)
    {
        var path = Images.Make(folder, "l.tif", 10, 10, 1, then: d =>
        {
            d.SetGeoTransform([100, 1, 0, 100, 0, -1]);
            d.SetProjection(wkt);
        });
        Assert.Null(Images.Source.OpenGeolocator(new ImageRef(path), new()));
        using var reader = Images.Open(path);
        Assert.Contains(words, reader.Info.GeoreferenceNote, StringComparison.Ordinal);
    }

    [Fact]
    public void ToMap_PointOffTheMap_IsNaNAndTheOthersAreNot()
    {
        var path = Images.Make(folder, "a.tif", 100, 80, 1, then: static d => Images.Place(d, GeoTransform.NorthUp(500000, 4600000, 0.5), 32633));
        using var locator = Images.Source.OpenGeolocator(new ImageRef(path), new())!;
        var map = new LonLat[3];
        locator.ToMap([new(10, 10), new(1e12, 1e12), new(20, 20)], map);
        Assert.True(double.IsNaN(map[1].Lon) && double.IsNaN(map[1].Lat));
        Assert.InRange(map[0].Lon, 14.9, 15.1);
        Assert.InRange(map[2].Lat, 41, 42);
    }

    [SkippableTheory]
    [InlineData("landsat_bahamas_rgb.tif", 791, 718)]
    [InlineData("rgba_uint16.tif", 634, 411)]
    [InlineData("small.ntf", 1024, 1024)]
    public void ToMap_RealImage_AgreesWithGdaltransform(string name, int width, int height) => AssertAgrees(RealImages.At(name), "affine", new(), width, height);

    [SkippableFact]
    public void OpenGeolocator_RealImageWithoutPlace_GivesNone() => Assert.Null(Images.Source.OpenGeolocator(new ImageRef(RealImages.At("two_planes.tif")), new()));

    private static void AssertAgrees(string path, string method, RasterReadOptions options, int width, int height, params string[] arguments)
    {
        Skip.IfNot(GdalTransform.IsThere, "gdaltransform (gdal-bin) is not installed");
        var pixels = (from x in Enumerable.Range(0, 9) from y in Enumerable.Range(0, 9) select new PixelPoint(x * width / 8.0, y * height / 8.0)).ToArray();
        using var locator = Images.Source.OpenGeolocator(new ImageRef(path), options)!;
        Assert.Equal(method, locator.Method);
        var map = new LonLat[pixels.Length];
        locator.ToMap(pixels, map);
        var expected = GdalTransform.Run(path, pixels, arguments);
        Assert.Equal(expected.Length, map.Length);
        for (var i = 0; i < map.Length; i++)
        {
            Assert.Equal(expected[i].Lon, map[i].Lon, Close);
            Assert.Equal(expected[i].Lat, map[i].Lat, Close);
        }

        var back = new PixelPoint[pixels.Length];
        locator.ToPixels(map, back);
        var allowed = method == "affine" ? 1e-3 : 0.05;
        for (var i = 0; i < back.Length; i++)
        {
            Assert.Equal(pixels[i].X, back[i].X, allowed);
            Assert.Equal(pixels[i].Y, back[i].Y, allowed);
        }
    }

    // An aerial camera that looks aslant: one pixel right is east, one down is south, and what is higher lies further up.
    private string MakeRpc() => Images.Make(folder, "r.tif", 1000, 800, 1, then: static d =>
    {
        static string Polynomial(params (int Index, double Value)[] terms)
        {
            var c = new double[20];
            Array.ForEach(terms, t => c[t.Index] = t.Value);
            return string.Join(' ', c.Select(static v => v.ToString("R")));
        }

        var one = Polynomial((0, 1));
        d.SetMetadata(
            [
                "ERR_BIAS=0", "ERR_RAND=0", "LINE_OFF=400", "SAMP_OFF=500", "LAT_OFF=47", "LONG_OFF=15", "HEIGHT_OFF=100", "LINE_SCALE=400", "SAMP_SCALE=500", "LAT_SCALE=0.02",
                "LONG_SCALE=0.03", "HEIGHT_SCALE=500", "LINE_NUM_COEFF=" + Polynomial((2, -1), (3, -0.1), (4, 0.01)), "LINE_DEN_COEFF=" + one,
                "SAMP_NUM_COEFF=" + Polynomial((1, 1), (3, 0.05), (7, 0.02)), "SAMP_DEN_COEFF=" + one, "MIN_LONG=14.9", "MAX_LONG=15.1", "MIN_LAT=46.9", "MAX_LAT=47.1",
            ],
            "RPC");
    });
}
