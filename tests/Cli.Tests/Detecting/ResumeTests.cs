using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit.Abstractions;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>Stopped at any moment, the same command goes on: the same bytes, and nothing that was stored is done again.</summary>
public sealed class ResumeTests(ITestOutputHelper log) : IDisposable
{
    private const int Seed = 20240501;
    private const int Stop = 19;
    private readonly Workplace place = new(side: 4800);

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData(Seed)]
    public Task Detect_KilledFiveTimes_GoesOnToTheSameBytes(int seed) => KillAsync(seed, kills: 5, mostApart: 18);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(Seed + 1)]
    [InlineData(Seed + 2)]
    [InlineData(Seed + 3)]
    public Task Detect_KilledTenTimes_GoesOnToTheSameBytes(int seed) => KillAsync(seed, kills: 10, mostApart: 7);

    // Of nearly 600 regions; some more, at times a hundred, are stored between the count and a kill, and the program must not have ended before the last.
    private async Task KillAsync(int seed, int kills, int mostApart)
    {
        log.WriteLine($"seed {seed}");
        var random = new Random(seed);
        Assert.Equal(0, (await place.DetectImageAsync("whole.geojson", Small)).ExitCode);
        var stored = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var child = place.StartDetect("out.geojson", Small);
            await Until(child, StoredRegions, stored + random.Next(1, mostApart));
            child.Signal(9);
            Assert.Equal(137, (await child.EndAsync()).ExitCode);
            var now = StoredRegions();
            log.WriteLine($"killed with {now} regions stored");
            Assert.True(now > stored);
            stored = now;
            Assert.False(File.Exists(place["out.geojson"]));
        }

        using var last = place.StartDetect("out.geojson", [.. Small, "--report", place["report.json"]]);
        var result = await last.EndAsync();

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(await File.ReadAllBytesAsync(place["whole.geojson"]), await File.ReadAllBytesAsync(place["out.geojson"]));
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(place["report.json"]));
        Assert.Equal(stored, report.RootElement.GetProperty("regions_kept").GetInt32());
    }

    [Theory]
    [InlineData(2, 130)]
    [InlineData(15, 143)]
    public async Task Detect_Interrupted_SaysThatTheSameCommandGoesOn(int signal, int exitCode)
    {
        Assert.Equal(0, (await place.DetectImageAsync("whole.geojson", Small)).ExitCode);
        using (var child = place.StartDetect("out.geojson", Small))
        {
            await Until(child, StoredRegions, 3);
            child.Signal(signal);
            var stopped = await child.EndAsync();
            Assert.True(stopped.ExitCode == exitCode, stopped.Error);
            Assert.Contains("the same command goes on", stopped.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(place["out.geojson"]));
        using var again = place.StartDetect("out.geojson", Small);
        var result = await again.EndAsync();
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("from an earlier run", result.Error, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(place["whole.geojson"]), await File.ReadAllBytesAsync(place["out.geojson"]));
    }

    [Theory]
    [InlineData(2, 130)]
    [InlineData(15, 143)]
    public async Task Detect_SecondSignal_EndsAtOnceWhateverIsInWork(int signal, int exitCode)
    {
        // A server that takes connections and never answers: only a second signal ends what waits for it.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var child = ChildProcess.Start(
            ["detect", "--device", "cpu", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/a.tif", "--model", place["model.onnx"], "--output", place["out.csv"]], place.Path);
        using var asked = await silent.AcceptTcpClientAsync();
        child.Signal(signal);
        await child.SaysAsync("Once more ends at once");
        Assert.False(child.HasExited);

        child.Signal(signal);

        Assert.Equal(exitCode, (await child.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Detect_FinishedJob_SaysSoAndDoesNothing()
    {
        Assert.Equal(0, (await place.DetectImageAsync("out.geojson")).ExitCode);
        var written = File.GetLastWriteTimeUtc(place["out.geojson"]);

        var again = await place.DetectImageAsync("out.geojson");

        Assert.Equal(0, again.ExitCode);
        Assert.Contains("nothing is left to do", again.Error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(place["out.geojson"]));
    }

    [Fact]
    public async Task Detect_SecondProcessOnTheSameJob_IsRefused()
    {
        using var child = place.StartDetect("out.geojson", Small);
        await Until(child, StoredRegions, 1);
        child.Signal(Stop); // It would be done before the second has started on a busy machine.
        using var second = place.StartDetect("out.geojson", Small);

        var refused = await second.EndAsync();

        Assert.True(refused.ExitCode == 3, refused.Error);
        Assert.Contains("RK4003", refused.Error, StringComparison.Ordinal);
        Assert.Contains(child.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), refused.Error, StringComparison.Ordinal);
    }

    private static string[] Small { get; } = ["--region-size", "256", "--threads", "1"];

    private int StoredRegions()
    {
        var results = place["out.geojson.redkube/results"];
        return Directory.Exists(results) ? Directory.EnumerateDirectories(results).Count(static d => Directory.EnumerateFiles(d).Any(static f => !f.EndsWith(".part", StringComparison.Ordinal))) : 0;
    }

    private static async Task Until(ChildProcess child, Func<int> count, int wanted)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (count() < wanted)
        {
            if (child.HasExited)
            {
                Assert.Fail($"the program ended before {wanted} regions were stored: {(await child.EndAsync()).Error}");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
