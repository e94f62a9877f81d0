using System.Text.Json;
using RedKube.Adapters.Onnx.Tests.Models;
using RedKube.Cli.Tests.Detecting;

namespace RedKube.Cli.Tests.Commands;

public sealed class InfoTests : IDisposable
{
    private readonly RecordingConsole console = new();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        console.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Run_Image_SaysWhatItIs()
    {
        TestImages.Make(folder["image.tif"], 300, 200);

        Assert.Equal(0, await console.RunAsync("info", folder["image.tif"]));

        Assert.Contains("300 × 200 pixels", console.Output, StringComparison.Ordinal);
        Assert.Contains("affine, WGS 84 / UTM zone 33N", console.Output, StringComparison.Ordinal);
        Assert.Empty(console.Error);
    }

    [Fact]
    public async Task Run_ImageAsJson_IsJson()
    {
        TestImages.Make(folder["image.tif"], 300, 200, placed: false);

        Assert.Equal(0, await console.RunAsync("info", folder["image.tif"], "--json"));

        using var json = JsonDocument.Parse(console.Output);
        Assert.Equal(300, json.RootElement.GetProperty("width").GetInt32());
        Assert.Equal("none", json.RootElement.GetProperty("georeference").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("gsd_m").ValueKind);
    }

    [Fact]
    public async Task Run_Model_ListsItsClasses()
    {
        Assert.Equal(0, await console.RunAsync("info", Model()));

        Assert.Contains("3: red, green, blue", console.Output, StringComparison.Ordinal);
        Assert.Contains("yolo-v8", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ModelAsJson_NamesItsHashAsReportsDo()
    {
        var model = Model();
        Assert.Equal(0, await console.RunAsync("info", model, "--json"));

        using var json = JsonDocument.Parse(console.Output);
        Assert.Matches("^[0-9a-f]{64}$", json.RootElement.GetProperty("model_hash").GetString());
        Assert.False(json.RootElement.TryGetProperty("sha256", out _));
    }

    [Fact]
    public async Task Run_CardOfAModel_IsAValidCard()
    {
        var model = Model();
        Assert.Equal(0, await console.RunAsync("info", model, "--card"));

        await File.WriteAllTextAsync(Path.ChangeExtension(model, ".card.json"), console.Output);
        using var again = new RecordingConsole();
        Assert.Equal(0, await again.RunAsync("info", model, "--card"));
        Assert.Equal(console.Output, again.Output);
    }

    [Fact]
    public async Task Run_ModelByName_IsFound()
    {
        Model();
        using var named = new RecordingConsole(("REDKUBE_MODELS", folder.Path));

        Assert.Equal(0, await named.RunAsync("info", "bright"));
        Assert.Contains("bright.onnx", named.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.tif", "RK2001")]
    [InlineData("missing.onnx", "RK3001")]
    public async Task Run_NothingThere_Exits3(string name, string code)
    {
        Assert.Equal(3, await console.RunAsync("info", folder[name]));

        Assert.Contains(code, console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    private string Model()
    {
        File.WriteAllBytes(folder["bright.onnx"], BrightModel.YoloV8("N", 128, 128));
        return folder["bright.onnx"];
    }
}
