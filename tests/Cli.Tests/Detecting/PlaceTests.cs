using System.Text.Json;
using OSGeo.GDAL;
using OSGeo.OSR;
using RedKube.Adapters.Gdal;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>What is said of the image's place on the map.</summary>
public sealed class PlaceTests : IDisposable
{
    private const string Reason = "its 2 ground control points cannot carry pixels to the map";
    private readonly Workplace place = new(300);

    public PlaceTests()
    {
        GdalRuntime.Initialise();
        using var copy = Gdal.GetDriverByName("GTiff").Create(place["points.tif"], 300, 300, 3, DataType.GDT_Byte, []);
        using var reference = new SpatialReference("");
        reference.ImportFromEPSG(4326);
        reference.ExportToWkt(out var wkt, null);
        copy.SetGCPs([new GCP(15, 47, 0, 0, 0, "", "1"), new GCP(16, 46, 0, 300, 300, "", "2")], wkt);
        copy.FlushCache();
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Detect_PointsThatDetermineNothing_WritesPixelsAndSaysWhy()
    {
        var result = await DetectAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("points.tif has no georeference that can be used", result.Error, StringComparison.Ordinal);
        Assert.Contains(Reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_AreaOnAnImageWithoutUsablePlace_Exits3AndSaysWhy()
    {
        var result = await DetectAsync("--area", "POLYGON ((15 46, 16 46, 16 47, 15 46))");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("RK2010", result.Error, StringComparison.Ordinal);
        Assert.Contains(Reason, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("plan", "--device", "cpu", "--model", "model.onnx")]
    public async Task Run_PointsThatDetermineNothing_SaysWhy(string command, params string[] options)
    {
        using var console = new RecordingConsole();
        Assert.Equal(0, await console.RunAsync([command, place["points.tif"], .. options.Select(o => o == "model.onnx" ? place[o] : o)]));

        Assert.Contains(Reason, console.Output + console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_Json_NamesTheReason()
    {
        using var console = new RecordingConsole();
        Assert.Equal(0, await console.RunAsync("info", place["points.tif"], "--json"));

        using var json = JsonDocument.Parse(console.Output);
        Assert.Equal("none", json.RootElement.GetProperty("georeference").GetString());
        Assert.StartsWith(Reason, json.RootElement.GetProperty("georeference_note").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--height", "100", "--height has no effect: the image is placed by its geotransform")]
    [InlineData("--dem", "image.tif", "--dem has no effect: the image is placed by its geotransform")]
    public async Task Detect_HeightOfAnImageWithoutRpcs_WarnsThatItHasNoEffect(string option, string value, string words)
    {
        var result = await place.DetectImageAsync("out.geojson", option, value == "image.tif" ? place[value] : value);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_ElevationModelNotThere_Exits3BeforeItLooksForAnything()
    {
        var result = await place.DetectImageAsync("out.geojson", "--dem", place["no.tif"]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("The elevation model cannot be used", result.Error, StringComparison.Ordinal);
    }

    private Task<ChildResult> DetectAsync(params string[] options) =>
        Workplace.DetectAsync([place["points.tif"], "--model", place["model.onnx"], "--output", place["out.geojson"], .. options]);
}
