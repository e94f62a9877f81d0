using RedKube.Core.Jobs.Telemetry;
using RedKube.Tests.Shared;
using RedKube.Tests.Shared.Otlp;

namespace RedKube.Cluster.Tests;

/// <summary>What separate processes tell a collector of one job.</summary>
public sealed class TraceTests
{
    private const int Terminate = 15;

    [SkippableTheory]
    [InlineData("submit")]
    [InlineData("watch")]
    public async Task Job_ThroughFourProcesses_IsOneConnectedTraceFromRequestToOutput(string command)
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        using var collector = new OtlpReceiver();
        await using var place = await ClusterPlace.StartAsync(1024);
        foreach (var (name, value) in collector.Environment)
        {
            place.Variables[name] = value;
        }

        foreach (var stage in new[] { "tiler", "worker", "aggregator" })
        {
            place.Start(stage);
        }

        await RequestAsync(place, command);
        foreach (var (_, service) in place.Services)
        {
            service.Signal(Terminate);
            await service.EndAsync();
        }

        var spans = collector.Spans.Where(static s => s.Source.StartsWith("RedKube.", StringComparison.Ordinal)).ToList();
        var root = Assert.Single(spans, static s => s.Parent.Length == 0);
        Assert.Equal(("submit", "redkube"), (root.Name, root.Service));
        Assert.All(spans, s => Assert.Equal(root.Trace, s.Trace));
        Assert.All(spans, s => Assert.True(s == root || spans.Any(p => p.Id == s.Parent), $"{s.Name} has a parent that was not sent"));
        var job = root.Attributes[TelemetryKeys.JobId];
        Assert.Equal("redkube-tiler", Of("process redkube:plan").Service);
        Assert.All(spans.Where(static s => s.Name == "process redkube:regions"), static s => Assert.Equal("redkube-worker", s.Service));
        Assert.Contains(spans, static s => s.Name == "process redkube:regions");
        Assert.Equal(("redkube-aggregator", job), (Of("merge").Service, Of("merge").Attributes[TelemetryKeys.JobId]));
        Assert.EndsWith(".geojson", Of("merge").Attributes[TelemetryKeys.Output], StringComparison.Ordinal);
        foreach (var (service, words) in new[] { ("redkube-tiler", "regions to do"), ("redkube-worker", "batches of"), ("redkube-aggregator", "features written") })
        {
            var line = collector.Logs.First(l => l.Service == service && l.Body.Contains(words, StringComparison.Ordinal));
            Assert.Equal((root.Trace, job), (line.Trace, line.Attributes[TelemetryKeys.JobId]));
        }

        ReceivedSpan Of(string name) => Assert.Single(spans, s => s.Name == name);
    }

    private static async Task RequestAsync(ClusterPlace place, string command)
    {
        if (command == "submit")
        {
            using var submit = place.Submit("out.geojson", "--wait");
            var result = await submit.EndAsync();
            Assert.True(result.ExitCode == 0, result.Error);
            return;
        }

        Directory.CreateDirectory(place["incoming"]);
        Directory.CreateDirectory(place["results"]);
        using var watch = place.Run("watch", place["incoming"], "--model", "harbour", "--device", "cpu", "--output", place["results"], "--every", "0.2");
        File.Move(place.Scene, Path.Combine(place["incoming"], "scene.tif"));
        await watch.SaysAsync("objects found");
        watch.Signal(Terminate);
        await watch.EndAsync();
    }
}
