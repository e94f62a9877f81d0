using System.Text.Json;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;

namespace RedKube.Cluster.Tests;

/// <summary>One process and many give the same bytes.</summary>
public sealed class SameBytesTests
{
    private static string[] Small { get; } = ["--region-size", "512"];

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Submit_FewWorkers_GivesTheBytesOfDetect(int workers) => RunAsync(workers);

    [SkippableTheory]
    [Trait("Category", "Long")]
    [InlineData(4)]
    [InlineData(8)]
    public Task Submit_ManyWorkers_GivesTheBytesOfDetect(int workers) => RunAsync(workers);

    [SkippableFact]
    public async Task Submit_WithoutWaiting_SaysTheIdThatJobsTellsAbout()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(1024);
        using var submit = place.Submit("out.geojson");
        var submitted = await submit.EndAsync();
        Assert.True(submitted.ExitCode == 0, submitted.Error);
        var job = new JobId(submitted.Output.Trim());
        Assert.True(job.IsWellFormed);
        using var client = place.Client();
        Assert.Equal(JobState.Queued, (await client.Jobs.FindAsync(job, CancellationToken.None))!.State);

        place.Start("tiler");
        place.Start("worker", "--threads", "1");
        place.Start("aggregator");
        var outcome = await client.Jobs.WaitAsync(job, null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(JobState.Done, outcome.State);
        var (bytes, _) = await place.DetectAsync();
        Assert.Equal(bytes, await File.ReadAllBytesAsync(place["out.geojson"]));
    }

    private static async Task RunAsync(int workers)
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(2048);
        var (expected, _) = await place.DetectAsync(Small);
        place.Start("tiler");
        place.Start("aggregator");
        for (var worker = 0; worker < workers; worker++)
        {
            place.Start("worker", "--threads", "1");
        }

        using var client = place.Client();
        await Waiting.UntilAsync($"{workers} workers at work", async () => (await client.Workers.ListAsync(CancellationToken.None)).Count == workers);
        using var submit = place.Submit("out.geojson", [.. Small, "--wait", "--report", place["report.json"]]);
        var result = await submit.EndAsync(within: TimeSpan.FromMinutes(10));

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(expected, await File.ReadAllBytesAsync(place["out.geojson"]));
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(place["report.json"]));
        Assert.Equal(0, report.RootElement.GetProperty("regions_kept").GetInt32());
        Assert.Contains("objects found", result.Error, StringComparison.Ordinal);
        await RedisState.RequireCleanAsync(place, client);
    }
}
