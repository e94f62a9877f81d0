using System.Text.Json;
using RedKube.Adapters.Onnx.Tests.Models;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>A scene of 1,600 megapixels, most of it never written: made, planned, looked at in full by a cheap model.</summary>
public sealed class LargeSceneTests : IDisposable
{
    private const string Side = "40000";
    private readonly TempFolder folder = new();
    private readonly RecordingConsole console = new();

    public void Dispose()
    {
        folder.Dispose();
        console.Dispose();
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Detect_SparseSceneOf40000_RunsEveryTileAndDecodesEveryBlockOnce()
    {
        await File.WriteAllBytesAsync(folder["model.onnx"], BrightModel.YoloV8("N", 128, 128));
        var scene = folder["scene.tif"];
        Assert.True(await console.RunAsync("sample", "scene", scene, "--width", Side, "--height", Side, "--seed", "7", "--sparse") == 0, console.Error);
        Assert.True(new FileInfo(scene).Length < 4L << 30, "most blocks are to be left unwritten");

        string[] options = ["--model", folder["model.onnx"], "--device", "cpu", "--tile-size", "1024", "--overlap", "10%"];
        Assert.True(await console.RunAsync(["plan", scene, .. options, "--json"]) == 0, console.Error);
        Assert.True(await console.RunAsync(["detect", scene, .. options, "--output", folder["out.csv"], "--report", folder["report.json"]]) == 0, console.Error);

        using var plan = JsonDocument.Parse(console.Output[console.Output.IndexOf('{', StringComparison.Ordinal)..]);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(folder["report.json"]));
        Assert.Equal(
            plan.RootElement.GetProperty("tiles").GetInt64(),
            report.RootElement.GetProperty("tiles_run").GetInt64() + report.RootElement.GetProperty("tiles_skipped").GetInt64());
        Assert.InRange(report.RootElement.GetProperty("read_factor").GetDouble(), 0.99, 1.02);
    }
}
