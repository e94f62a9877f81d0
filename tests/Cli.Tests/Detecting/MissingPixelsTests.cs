using OSGeo.GDAL;
using RedKube.Adapters.Gdal;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>Images of which nearly all is missing.</summary>
public sealed class MissingPixelsTests : IDisposable
{
    private const int Side = 2048;
    private readonly Workplace place = new(300);

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData()]
    [InlineData("--area-pixels", "POLYGON ((100 100, 300 100, 300 300, 100 300, 100 100))")]
    public async Task Detect_ValidPixelsBetweenThePlacesOfTheSample_FindsItsObject(params string[] options)
    {
        Make("sparse.tif", valid: true);

        var result = await DetectAsync("sparse.tif", options);

        Assert.Equal(0, result.ExitCode);
        var found = await File.ReadAllTextAsync(place["out.geojson"]);
        Assert.Contains("\"Feature\"", found, StringComparison.Ordinal);
        Assert.Equal(0, (await DetectAsync("sparse.tif", [.. options, "--range", "300,3000", "--fresh"])).ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(place["out.geojson"]), found);
        Assert.DoesNotContain("--range", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_NothingValid_WarnsAndNamesTheOption()
    {
        Make("empty.tif", valid: false);

        var result = await DetectAsync("empty.tif");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("No valid pixel was found in empty.tif", result.Error, StringComparison.Ordinal);
        Assert.Contains("--range LO,HI", result.Error, StringComparison.Ordinal);
    }

    private Task<ChildResult> DetectAsync(string image, params string[] options) =>
        Workplace.DetectAsync([place[image], "--model", place["model.onnx"], "--output", place["out.geojson"], "--confidence", "0.01", .. options]);

    // 16 bits, 0 is missing; 140 × 140 pixels are there, with one bright square, and no place of the sample touches them.
    private void Make(string name, bool valid)
    {
        GdalRuntime.Initialise();
        using var dataset = Gdal.GetDriverByName("GTiff").Create(place[name], Side, Side, 3, DataType.GDT_UInt16, []);
        for (var b = 1; b <= 3; b++)
        {
            dataset.GetRasterBand(b).SetNoDataValue(0);
            if (valid)
            {
                Fill(dataset.GetRasterBand(b), 130, 140, 300);
                Fill(dataset.GetRasterBand(b), 180, 30, 3000);
            }
        }

        dataset.FlushCache();
    }

    private static void Fill(Band band, int from, int side, int value)
    {
        var values = new int[side * side];
        Array.Fill(values, value);
        band.WriteRaster(from, from, side, side, values, side, side, 0, 0);
    }
}
