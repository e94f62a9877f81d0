using RedKube.Adapters.Onnx.Tests.Models;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>The same bytes for any number of threads and any size of regions, with a model whose sums would show any other order.</summary>
public sealed class DeterminismTests : IDisposable
{
    private readonly Workplace place = new(side: 2600);

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Detect_AnyThreadsAndRegionSizes_SameBytes()
    {
        place.WriteModel("model.onnx", BrightModel.MatMulSoftmax(128));
        string[][] ways =
        [
            ["--threads", "1"], ["--threads", "2"], ["--threads", "4"],
            ["--region-size", "512"], ["--region-size", "2048"], ["--region-size", "4096"], ["--region-size", "16384"],
        ];

        var outputs = new List<byte[]>();
        foreach (var way in ways)
        {
            var name = $"{outputs.Count}.geojson";
            var result = await place.DetectImageAsync(name, way);
            Assert.True(result.ExitCode == 0, result.Error);
            outputs.Add(await File.ReadAllBytesAsync(place[name]));
        }

        Assert.True(outputs[0].Length > 10_000, "the image must have many detections");
        Assert.All(outputs, o => Assert.Equal(outputs[0], o));
    }

    [Theory]
    [InlineData("geojsonseq")]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    [InlineData("csv")]
    public async Task Detect_EveryFormat_OtherThreadsAndRegionsGiveTheSameBytes(string format)
    {
        var one = await place.DetectImageAsync("one." + format, "--threads", "1");
        var other = await place.DetectImageAsync("other." + format, "--threads", "3", "--region-size", "256");

        Assert.Equal((0, 0), (one.ExitCode, other.ExitCode));
        Assert.Equal(await File.ReadAllBytesAsync(place["one." + format]), await File.ReadAllBytesAsync(place["other." + format]));
    }
}
