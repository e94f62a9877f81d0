using System.Text.Json;
using RedKube.Core.Outputs;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>What a run may write over: its own outputs, and with --fresh old ones. Never what it reads.</summary>
public sealed class OverwriteTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("image.tif")]
    [InlineData("image.tif.aux.xml")]
    [InlineData("model.onnx")]
    [InlineData("model.card.json")]
    [InlineData("area.geojson")]
    [InlineData("dem.tif")]
    [InlineData("link.tif")]
    [InlineData("out.geojson")]
    public async Task Detect_ReportThatIsAnInputOrTheOutput_IsRefusedAndLeavesIt(string report)
    {
        Prepare();
        var before = Content(report);

        var result = await place.DetectImageAsync("out.geojson", "--report", place[report], "--area", place["area.geojson"], "--dem", place["dem.tif"], "--fresh");

        Assert.True(result.ExitCode == 2, $"{result.ExitCode} {result.Error}");
        Assert.Contains("RK1002", result.Error, StringComparison.Ordinal);
        Assert.Contains("Name another file", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Content(report));
    }

    [Theory]
    [InlineData("image.tif")]
    [InlineData("area.geojson")]
    [InlineData("link.tif")]
    public async Task Detect_OutputThatIsAnInput_IsRefusedWithFreshToo(string output)
    {
        Prepare();
        var before = Content(output);

        var result = await place.DetectImageAsync(output, "--format", "geojson", "--area", place["area.geojson"], "--fresh");

        Assert.True(result.ExitCode == 2, $"{result.ExitCode} {result.Error}");
        Assert.Contains("RK1002", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Content(output));
    }

    [Fact]
    public async Task Detect_ReportOverAFileThatIsNone_NeedsFresh()
    {
        place.Write("notes.txt", "mine");

        var refused = await place.DetectImageAsync("out.geojson", "--report", place["notes.txt"]);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("RK4002", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(place["notes.txt"]));
        Assert.Equal(0, (await place.DetectImageAsync("out.geojson", "--report", place["notes.txt"], "--fresh")).ExitCode);

        // Its own report it may replace.
        Assert.Equal(0, (await place.DetectImageAsync("out.geojson", "--report", place["notes.txt"])).ExitCode);
    }

    [Fact]
    public async Task Detect_ReportAskedForAfterTheRun_IsWrittenAllTheSame()
    {
        Assert.Equal(0, (await place.DetectImageAsync("out.geojson", "--report", place["first.json"])).ExitCode);

        var again = await place.DetectImageAsync("out.geojson", "--report", place["second.json"]);

        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing is left to do", again.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(place["first.json"]), File.ReadAllText(place["second.json"]));
    }

    [Fact]
    public async Task Detect_OutputThatIsALink_ReplacesWhatItLeadsTo()
    {
        place.Write("real.geojson", "old");
        File.CreateSymbolicLink(place["here.geojson"], place["real.geojson"]);

        Assert.Equal(0, (await place.DetectImageAsync("here.geojson", "--fresh")).ExitCode);

        Assert.NotNull(new FileInfo(place["here.geojson"]).LinkTarget);
        Assert.Contains("FeatureCollection", File.ReadAllText(place["real.geojson"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.geojson", "leads")]
    [InlineData("/dev/stdout", "device")]
    public async Task Detect_OutputThatIsNoFile_SaysSo(string output, string said)
    {
        File.CreateSymbolicLink(place["nowhere.geojson"], place["gone.geojson"]);
        var path = output[0] == '/' ? output : place[output];

        var result = await Workplace.DetectAsync(place["image.tif"], "--model", place["model.onnx"], "--output", path, "--format", "geojson");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("RK4001", result.Error, StringComparison.Ordinal);
        Assert.Contains(said == "leads" ? "is a link to" : said, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(path + ".redkube"));
    }

    [Fact]
    public async Task Detect_ElevationModelThatChanged_IsAnotherJob()
    {
        TestImages.Make(place["dem.tif"], 50, 50);
        Assert.Equal(0, (await place.DetectImageAsync("out.geojson", "--dem", place["dem.tif"])).ExitCode);
        Assert.Equal(0, (await place.DetectImageAsync("out.geojson", "--dem", place["dem.tif"])).ExitCode);
        TestImages.Make(place["dem.tif"], 60, 60);

        var result = await place.DetectImageAsync("out.geojson", "--dem", place["dem.tif"]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("RK4002", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_ElevationModelWithCredentials_StoresNone()
    {
        TestImages.Make(place["dem.tif"], 50, 50);
        await place.DetectImageAsync("out.geojson", "--dem", "/vsicurl?url=http%3A%2F%2Fuser:secret@127.0.0.1:9/dem.tif%3Fsig=secret");
        await place.DetectImageAsync("out.geojson", "--dem", "http://user:secret@127.0.0.1:9/dem.tif?sig=secret");

        foreach (var file in Directory.EnumerateFiles(place.Path, "*.json", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("secret", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Converter_OfAnElevationModelsAddress_DropsSecrets()
    {
        var options = new Core.Jobs.DetectOptions { DemPath = "https://user:secret@host/dem.tif?sig=secret" };

        Assert.DoesNotContain("secret", JsonSerializer.Serialize(options, Core.Jobs.JobJson.Options), StringComparison.Ordinal);
    }

    private void Prepare()
    {
        place.Write("area.geojson", """{"type":"Polygon","coordinates":[[[-180,-85],[180,-85],[180,85],[-180,85],[-180,-85]]]}""");
        place.Write("image.tif.aux.xml", "<PAMDataset></PAMDataset>");
        place.Write("model.card.json", """{"version": 1}""");
        TestImages.Make(place["dem.tif"], 50, 50);
        File.CreateSymbolicLink(place["link.tif"], place["image.tif"]);
    }

    private string Content(string name) => AtomicFile.Stamp(place[name])?.Sha256 ?? "";
}
