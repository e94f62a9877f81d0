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
        Assert.Matches("^[0-9a-f]{64}$", plan.GetProperty("model_hash").GetString());
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
    public async Task Run_Workers_ForecastsEachNumber()
    {
        Assert.Equal(0, await console.RunAsync(
            "plan", place["image.tif"], "--model", place["model.onnx"], "--device", "cpu", "--region-size", "300", "--workers", "1,2,1000", "--json"));

        using var json = JsonDocument.Parse(console.Output);
        var forecasts = json.RootElement.GetProperty("workers").EnumerateArray().ToList();
        Assert.Equal([1, 2, 1000], forecasts.Select(static f => f.GetProperty("workers").GetInt32()));
        var seconds = forecasts.ConvertAll(static f => f.GetProperty("expected_seconds").GetDouble());
        Assert.Equal(1, forecasts[0].GetProperty("speedup").GetDouble(), 9);
        Assert.InRange(seconds[1], seconds[0] / 2, seconds[0]);

        // More workers than regions wait for the largest region.
        Assert.InRange(seconds[2], seconds[0] / json.RootElement.GetProperty("regions").GetInt32(), seconds[1]);
        Assert.All(forecasts, static f => Assert.True(f.GetProperty("read_bytes_per_second").GetDouble() > 0));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1,,2")]
    [InlineData("many")]
    [InlineData("100001")]
    public async Task Run_WrongWorkers_IsWrongUsage(string workers)
    {
        Assert.Equal(2, await console.RunAsync("plan", place["image.tif"], "--model", place["model.onnx"], "--workers", workers));
        Assert.Contains("--workers: found", console.Error, StringComparison.Ordinal);
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
