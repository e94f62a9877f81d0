using System.Text.Json;
using RedKube.Cli.Tests.Detecting;

namespace RedKube.Cli.Tests.Commands;

public sealed class PlanTests : IDisposable
{
    private readonly RecordingConsole console = new();
    private readonly Workplace place = new();

    public void Dispose()
    {
        console.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task Run_Json_CountsTilesRegionsAndBytes()
    {
        Assert.Equal(0, await console.RunAsync("plan", place["image.tif"], "--model", place["model.onnx"], "--device", "cpu", "--overlap", "28", "--region-size", "300", "--json"));

        using var json = JsonDocument.Parse(console.Output);
        var plan = json.RootElement;
        Assert.Equal(49, plan.GetProperty("tiles").GetInt64()); // ⌈(700 − 28) / (128 − 28)⌉ = 7 a side
        Assert.Equal(16, plan.GetProperty("regions").GetInt32()); // two tiles, 228 px, fit 300
        Assert.True(plan.GetProperty("bytes").GetInt64() >= 700 * 700 * 3);
        Assert.True(plan.GetProperty("read_factor").GetDouble() >= 1);
        Assert.True(plan.GetProperty("expected_seconds").GetDouble() > 0);
    }

    [Fact]
    public async Task Run_Area_PlansItsTilesOnly()
    {
        Assert.Equal(0, await console.RunAsync(
            "plan", place["image.tif"], "--model", place["model.onnx"], "--device", "cpu", "--area-pixels", "POLYGON ((10 10, 60 10, 60 60, 10 60, 10 10))", "--json"));

        using var json = JsonDocument.Parse(console.Output);
        Assert.Equal(1, json.RootElement.GetProperty("tiles").GetInt64());
    }

    [Fact]
    public async Task Run_Text_WritesNothingElse()
    {
        var before = Directory.GetFileSystemEntries(place.Path);

        Assert.Equal(0, await console.RunAsync("plan", place["image.tif"], "--model", place["model.onnx"], "--output", place["out.geojson"]));

        Assert.Contains("tiles", console.Output, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(place.Path), StringComparer.Ordinal);
    }
}
