using OSGeo.GDAL;
using RedKube.Adapters.Onnx.Tests.Models;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>What cannot be used: the exit code, a message that says what was found, what was expected and what to do, and no output.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("missing.tif", "RK2001")]
    [InlineData("empty.tif", "RK2002")]
    [InlineData("text.tif", "RK2002")]
    [InlineData("truncated.tif", "RK2002")]
    [InlineData("folder", "RK2009")]
    [InlineData("complex.tif", "RK2005")]
    [InlineData("bandless.vrt", "RK2004")]
    [InlineData("one-band.tif", "RK3004")]
    public async Task Detect_ImageThatCannotBeUsed_Exits3(string image, string code)
    {
        place.Write("empty.tif", "");
        place.Write("text.tif", "This is no image.");
        File.WriteAllBytes(place["truncated.tif"], File.ReadAllBytes(place["image.tif"])[..200]);
        place.Write("folder/readme.txt", "No images here.");
        TestImages.MakeEmpty(place["complex.tif"], 3, DataType.GDT_CFloat32);
        TestImages.MakeEmpty(place["one-band.tif"], 1, DataType.GDT_Byte);
        place.Write("bandless.vrt", "<VRTDataset rasterXSize=\"300\" rasterYSize=\"300\"></VRTDataset>");

        var result = await Workplace.DetectAsync(place[image], "--model", place["model.onnx"], "--output", place["out.geojson"]);

        AssertRefused(result, 3, code);
    }

    [Theory]
    [InlineData("missing.onnx", "RK3001")]
    [InlineData("text.onnx", "RK3002")]
    [InlineData("truncated.onnx", "RK3002")]
    [InlineData("unknown.onnx", "RK3003")]
    public async Task Detect_ModelThatCannotBeUsed_Exits3(string model, string code)
    {
        place.Write("text.onnx", "This is no model.");
        File.WriteAllBytes(place["truncated.onnx"], File.ReadAllBytes(place["model.onnx"])[..300]);
        var unknown = new OnnxBuilder();
        unknown.Node("Flatten", [unknown.Input("images", OnnxBuilder.Float, 1, 3, 64, 64)], "features").Output("features", OnnxBuilder.Float, 1, 3 * 64 * 64);
        place.WriteModel("unknown.onnx", unknown.Build());

        var result = await Workplace.DetectAsync(place["image.tif"], "--model", place[model], "--output", place["out.geojson"]);

        AssertRefused(result, 3, code);
    }

    [Theory]
    [InlineData("RK1003", "--overlap", "128")]
    [InlineData("RK1003", "--overlap", "100%")]
    [InlineData("RK1003", "--overlap", "500", "--tile-size", "400")]
    [InlineData("RK1101", "--area", "POLYGON ((15 46, 16 46, 16 47))")]
    [InlineData("RK1101", "--area", "no-such-file.geojson")]
    [InlineData("RK1101", "--area", "POINT(0 0)")]
    [InlineData("RK1101", "--area-pixels", "POLYGON (0 0, 1 1)")]
    [InlineData("RK1102", "--area", "POLYGON ((5 46, 6 46, 6 47, 5 46))")]
    [InlineData("RK1102", "--area-pixels", "POLYGON ((900 900, 990 900, 990 990, 900 900))")]
    [InlineData("RK2006", "--bands", "1,2,4")]
    [InlineData("RK3004", "--bands", "1,2")]
    [InlineData("RK3008", "--classes", "red,submarine")]
    public async Task Detect_OptionThatDoesNotFit_Exits3(string code, params string[] options) =>
        AssertRefused(await place.DetectImageAsync("out.geojson", options), 3, code);

    [Theory]
    [InlineData("--confidence", "--confidence", "7")]
    [InlineData("--merge", "--merge", "nsm")]
    [InlineData("--area-pixels", "--area", "POLYGON EMPTY", "--area-pixels", "POLYGON EMPTY")]
    [InlineData("--format", "--format", "gpkg")]
    [InlineData("--format", "--format", "shp")]
    [InlineData("--tile-size", "--tile-size", "large")]
    [InlineData("--range", "--range", "5,1")]
    [InlineData("--device", "--device", "gpu")]
    [InlineData("--threads", "--threads", "0")]
    [InlineData("--bands", "--bands", "0,1,2")]
    [InlineData("--overlap", "--overlap", "-3")]
    [InlineData("--overlop", "--overlop", "3")]
    public async Task Detect_OptionThatIsWrongInItself_Exits2(string named, params string[] options)
    {
        var result = await place.DetectImageAsync("out.geojson", options);

        AssertRefused(result, 2, "error: ", named);
    }

    [Fact]
    public async Task Detect_SeveralFaults_ReportsAllAtOnce()
    {
        var result = await Workplace.DetectAsync("--tile-size", "x", "--merge", "y", "--confidence", "2", "--overlap", "z");

        Assert.Equal(2, result.ExitCode);
        foreach (var named in new[] { "--model", "--output", "--tile-size", "--merge", "--confidence", "--overlap", "No image" })
        {
            Assert.Contains(named, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Detect_OutputThatThisJobDidNotWrite_IsNeverTouched()
    {
        place.Write("out.geojson", "mine");

        var result = await place.DetectImageAsync("out.geojson");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("RK4002", result.Error, StringComparison.Ordinal);
        Assert.Contains("--fresh", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(place["out.geojson"]));
        Assert.Equal(0, (await place.DetectImageAsync("out.geojson", "--fresh")).ExitCode);
        Assert.Contains("FeatureCollection", File.ReadAllText(place["out.geojson"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_OutputOfAnotherJob_IsRefused()
    {
        Assert.Equal(0, (await place.DetectImageAsync("out.geojson")).ExitCode);
        var before = File.ReadAllBytes(place["out.geojson"]);

        var result = await place.DetectImageAsync("out.geojson", "--merge", "none");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("RK4002", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(place["out.geojson"]));
    }

    [Fact]
    public async Task Detect_OutputFolderThatIsAFile_Exits1()
    {
        place.Write("file", "x");

        var result = await place.DetectImageAsync("file/out.geojson");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("RK4001", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_OutputAndReportInFoldersThatAreNotThere_MakesThem()
    {
        var result = await place.DetectImageAsync("new/below/out.geojson", "--report", place["reports/out.json"]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.True(File.Exists(place["new/below/out.geojson"]));
        using var report = System.Text.Json.JsonDocument.Parse(File.ReadAllText(place["reports/out.json"]));
        Assert.All(report.RootElement.EnumerateObject(), static p => Assert.Matches("^[a-z_]+$", p.Name));
        Assert.Equal(1, report.RootElement.GetProperty("read_factor").GetDouble());
    }

    [Fact]
    public async Task Detect_BadImage_MakesNoFolder()
    {
        var result = await Workplace.DetectAsync(place["missing.tif"], "--model", place["model.onnx"], "--output", place["new/out.geojson"]);

        Assert.Equal(3, result.ExitCode);
        Assert.False(Directory.Exists(place["new"]));
    }

    [Fact]
    public async Task Detect_ReportThatCannotBeWritten_Exits1BeforeAnythingIsDone()
    {
        place.Write("file", "x");

        foreach (var report in new[] { place["file/report.json"], place.Path })
        {
            var result = await place.DetectImageAsync("out.geojson", "--report", report);

            AssertRefused(result, 1, "RK4001", "report");
        }
    }

    [Theory]
    [InlineData("Blue", "Green", "Red", true)]
    [InlineData("Red", "Green", "Blue", false)]
    [InlineData("Undefined", "Undefined", "Undefined", false)]
    public async Task Detect_ColoursInAnotherOrder_NamesTheBandsToChoose(string first, string second, string third, bool warns)
    {
        string Band(int number, string colour) =>
            $"<VRTRasterBand dataType=\"Byte\" band=\"{number}\"><ColorInterp>{colour}</ColorInterp><SimpleSource><SourceFilename relativeToVRT=\"1\">image.tif</SourceFilename><SourceBand>{number}</SourceBand></SimpleSource></VRTRasterBand>";
        place.Write("order.vrt", $"<VRTDataset rasterXSize=\"700\" rasterYSize=\"700\">{Band(1, first)}{Band(2, second)}{Band(3, third)}</VRTDataset>");
        string[] command = [place["order.vrt"], "--model", place["model.onnx"]];

        var usual = await Workplace.DetectAsync([.. command, "--output", place["usual.csv"]]);
        var chosen = await Workplace.DetectAsync([.. command, "--output", place["chosen.csv"], "--bands", "1,2,3"]);

        Assert.Equal((0, 0), (usual.ExitCode, chosen.ExitCode));
        Assert.Equal(warns, usual.Error.Contains("blue, green, red. If it was trained on red, green, blue, add --bands 3,2,1.", StringComparison.Ordinal));
        Assert.DoesNotContain("add --bands", chosen.Error, StringComparison.Ordinal);
    }

    private void AssertRefused(ChildResult result, int exitCode, params string[] said)
    {
        Assert.True(result.ExitCode == exitCode, $"exit code {result.ExitCode}: {result.Error}");
        Assert.All(said, s => Assert.Contains(s, result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.False(File.Exists(place["out.geojson"]));
    }
}
