using RedKube.Cli.Tests.Detecting;

namespace RedKube.Cli.Tests.Watching;

/// <summary>`redkube watch` as a process that is killed and started again.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly Workplace place = new(side: 1500);

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Watch_KilledInMidJob_GoesOnAndRepeatsNothing()
    {
        Assert.Equal(0, (await place.DetectImageAsync("expected.geojson", Small)).ExitCode);
        Directory.CreateDirectory(place["in"]);
        using (var first = Start())
        {
            await first.SaysAsync("Watching");
            File.Copy(place["image.tif"], place["in/.a.tif"]);
            File.Move(place["in/.a.tif"], place["in/a.tif"]);
            await UntilAsync(() => Directory.Exists(place["out/data/jobs"]) && Directory.GetDirectories(place["out/data/jobs"]).Length == 1);
            first.Signal(9);
            await first.EndAsync();
        }

        using (var second = Start())
        {
            await second.SaysAsync("Watching");
            await UntilAsync(() => File.Exists(place["out/a.geojson"]));
            File.Copy(place["image.tif"], place["in/b.tif"]);
            await second.SaysAsync("b.geojson");
            second.Signal(15);
            Assert.Equal(0, (await second.EndAsync()).ExitCode);
        }

        var written = File.GetLastWriteTimeUtc(place["out/a.geojson"]);
        using var third = Start();
        await third.SaysAsync("Watching");
        File.Copy(place["image.tif"], place["in/c.tif"]);
        await third.SaysAsync("c.geojson");
        third.Signal(2);
        var ended = await third.EndAsync();

        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain("a.tif", ended.Error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(place["out/a.geojson"]));
        Assert.Equal(3, Directory.GetFiles(place["out"], "*.geojson").Length);
    }

    private static string[] Small { get; } = ["--region-size", "256", "--threads", "1"];

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!holds())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private ChildProcess Start() => ChildProcess.Start(
        ["watch", place["in"], "--model", place["model.onnx"], "--device", "cpu", "--confidence", "0.01", "--output", place["out"], "--data", place["out/data"], "--every", "0.1", .. Small],
        place.Path,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings__redis"] = null });
}
