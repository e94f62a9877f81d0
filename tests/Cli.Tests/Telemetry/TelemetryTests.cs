using System.Reflection;
using System.Text.RegularExpressions;
using RedKube.Cli.Tests.Detecting;
using RedKube.Core.Jobs.Telemetry;
using RedKube.Tests.Shared.Otlp;

namespace RedKube.Cli.Tests.Telemetry;

/// <summary>What a process tells a collector.</summary>
public sealed partial class TelemetryTests : IDisposable
{
    private static readonly string[] Scopes = [TelemetryKeys.Queue, TelemetryKeys.Tiler, TelemetryKeys.Worker, TelemetryKeys.Aggregator];
    private readonly Workplace place = new(side: 1500);
    private readonly OtlpReceiver collector = new();

    public void Dispose()
    {
        place.Dispose();
        collector.Dispose();
    }

    [Fact]
    public async Task Detect_CollectorNamed_SendsOneConnectedTraceFromRequestToOutput()
    {
        var result = await DetectAsync("--region-size", "512");
        Assert.True(result.ExitCode == 0, result.Error);

        var spans = collector.Spans;
        var root = Assert.Single(spans, static s => s.Parent.Length == 0);
        Assert.Equal("submit", root.Name);
        Assert.Equal(root.Id, Assert.Single(spans, static s => s.Name == "send redkube:plan").Parent);
        Assert.All(spans, s => Assert.Equal(root.Trace, s.Trace));
        Assert.All(spans, s => Assert.True(s == root || spans.Any(p => p.Id == s.Parent), $"{s.Name} has a parent that was not sent"));

        var job = root.Attributes[TelemetryKeys.JobId];
        Assert.All(spans.Where(static s => s.Name is "process redkube:plan" or "process redkube:regions" or "process redkube:merge"), s => Assert.Equal(
            (root.Id, job, "done"), (s.Parent, s.Attributes[TelemetryKeys.JobId], s.Attributes[TelemetryKeys.Outcome])));
        var plan = Assert.Single(spans, static s => s.Name == "plan");
        var regions = spans.Where(static s => s.Name == "process redkube:regions").Select(static s => int.Parse(s.Attributes[TelemetryKeys.Region], System.Globalization.CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(0, int.Parse(plan.Attributes[TelemetryKeys.RegionCount], System.Globalization.CultureInfo.InvariantCulture)), regions);
        var merge = Assert.Single(spans, static s => s.Name == "merge");
        Assert.Equal(place["out.geojson"], merge.Attributes[TelemetryKeys.Output]);
        Assert.Equal(["combine", "gather", "place", "write"], spans.Where(s => s.Parent == merge.Id).Select(static s => s.Name).Order());
    }

    [Fact]
    public async Task Detect_CollectorNamed_SendsMetricsAndLogsOfItsJob()
    {
        var result = await DetectAsync("--region-size", "512");
        Assert.True(result.ExitCode == 0, result.Error);

        var last = collector.Metrics.GroupBy(static m => (m.Name, string.Join(' ', m.Attributes.Select(static a => $"{a.Key}={a.Value}").Order(StringComparer.Ordinal)))).Select(static g => g.Last()).ToList();
        var job = collector.Spans.First(static s => s.Name == "merge").Attributes[TelemetryKeys.JobId];
        var plan = collector.Spans.Single(static s => s.Name == "plan");
        Assert.Equal(plan.Attributes[TelemetryKeys.RegionCount], $"{Sum(TelemetryKeys.Regions)}");
        Assert.Equal(plan.Attributes[TelemetryKeys.TileCount], $"{Sum(TelemetryKeys.Tiles)}");
        Assert.Equal(Sum(TelemetryKeys.InferenceDuration), Sum(TelemetryKeys.BatchFill));
        Assert.Equal(Sum(TelemetryKeys.Regions) + 2, Sum(TelemetryKeys.StageDuration));
        Assert.Equal(1, Sum(TelemetryKeys.ReadFactor));
        Assert.All(last.Where(static m => m.Name is TelemetryKeys.Tiles or TelemetryKeys.Regions), static m => Assert.Equal("model", m.Attributes[TelemetryKeys.Model]));
        var planned = Assert.Single(collector.Logs, static l => l.Body.Contains("regions to do", StringComparison.Ordinal));
        Assert.Equal((job, plan.Trace), (planned.Attributes["Job"], planned.Trace));
        var opened = Assert.Single(collector.Logs, static l => l.Body.Contains("batches of", StringComparison.Ordinal));
        Assert.Equal((job, plan.Trace), (opened.Attributes[TelemetryKeys.JobId], opened.Trace));
        Assert.Contains(TelemetryKeys.Region, opened.Attributes.Keys);

        double Sum(string name) => last.Where(m => m.Name == name).Sum(static m => m.Value);
    }

    [Fact]
    public async Task Detect_CollectorAway_WorksAllTheSame()
    {
        var variables = collector.Environment;
        collector.Dispose();
        using var child = Start(variables);
        var result = await child.EndAsync();

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(collector.Spans);
    }

    /// <summary>The page names what the code names, and nothing else.</summary>
    [Fact]
    public void Page_NamesEverySourceMetricAndAttribute()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "telemetry.md"));
        var inCode = typeof(TelemetryKeys).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static f => (string)f.GetRawConstantValue()!).ToList();
        var onPage = Quoted().Matches(page).Select(static m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.All(inCode, name => Assert.Contains(name, onPage));
        Assert.All(onPage.Where(static n => OwnName().IsMatch(n)), name => Assert.Contains(name, inCode));
    }

    [Fact]
    public async Task Spans_ThatAreSent_AreOnThePage()
    {
        var result = await DetectAsync();
        Assert.True(result.ExitCode == 0, result.Error);

        var page = File.ReadAllText(Path.Combine(Root(), "docs", "telemetry.md"));
        var spans = collector.Spans.Where(static s => Scopes.Contains(s.Source)).ToList();
        Assert.NotEmpty(spans);
        Assert.All(spans.Select(static s => s.Name).Distinct(), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
        Assert.All(spans.SelectMany(static s => s.Attributes.Keys).Distinct(), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private async Task<ChildResult> DetectAsync(params string[] more)
    {
        using var child = Start(collector.Environment, more);
        return await child.EndAsync();
    }

    private ChildProcess Start(Dictionary<string, string?> variables, params string[] more) => ChildProcess.Start(
        ["detect", "--device", "cpu", place["image.tif"], "--model", place["model.onnx"], "--output", place["out.geojson"], "--confidence", "0.01", .. more], place.Path, variables);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RedKube.slnf")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(redkube\.[a-z_.]+|RedKube\.[A-Z]\w+)$")]
    private static partial Regex OwnName();
}
