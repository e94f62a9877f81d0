using System.Text.Json;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;

namespace RedKube.Cluster.Tests;

/// <summary>The commands about jobs, as a user types them.</summary>
public sealed class CommandsTests
{
    [SkippableFact]
    public async Task Job_PausedResumedCancelledRetried_IsWhatJobsSays()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(512);
        using var client = place.Client();
        Assert.Contains("No jobs.", (await place.RunAsync("jobs")).Output, StringComparison.Ordinal);
        using var submit = place.Submit("out.geojson", "--priority", "high");
        var id = (await submit.EndAsync()).Output.Trim();

        Assert.Equal("queued", await StateAsync(place, id));
        Assert.Contains(id, (await place.RunAsync("jobs")).Output, StringComparison.Ordinal);
        foreach (var (command, state) in new[] { ("pause", JobState.Paused), ("resume", JobState.Queued), ("cancel", JobState.Cancelled), ("retry", JobState.Queued) })
        {
            var done = await place.RunAsync(command, id);
            Assert.True(done.ExitCode == 0, done.Error);
            Assert.Equal(state, (await client.Jobs.FindAsync(new JobId(id), CancellationToken.None))!.State);
        }

        var unknown = await place.RunAsync("cancel", "0123456789abcdef");
        Assert.Equal(3, unknown.ExitCode);
        Assert.Contains("RK5002", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await place.RunAsync("cancel", "../../etc")).ExitCode);
    }

    [SkippableFact]
    public async Task DeadLetters_MessageOfAStranger_IsListedWithItsCause()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(256);
        using var client = place.Client();
        await place.RedisAsync("XADD", "redkube:plan", "*", "colour", "red\u001b[31m");
        place.Start("tiler");
        await Waiting.UntilAsync("the message among dead letters", async () => (await client.Queue.MalformedAsync(CancellationToken.None)).Count == 1);

        var listed = await place.RunAsync("dead-letters");

        Assert.Equal(0, listed.ExitCode);
        Assert.Contains("No dead letters.", listed.Output, StringComparison.Ordinal);
        Assert.Contains("redkube:plan", listed.Output, StringComparison.Ordinal);
        Assert.Contains("The field v is missing. It held: colour red\uFFFD[31m", listed.Output, StringComparison.Ordinal);
        Assert.Contains("nothing to retry", listed.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Commands_RedisTakesConnectionsAndSaysNothing_EndWithWhatIsWrong()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(256);
        place.Variables["RedKube__AnswerWithin"] = "00:00:02";
        place.Redis.Freeze();
        const string Id = "0123456789abcdef";

        using var submit = place.Submit("out.geojson");
        var results = await Task.WhenAll(submit.EndAsync(), place.RunAsync("jobs"), place.RunAsync("cancel", Id), place.RunAsync("retry", Id), place.RunAsync("dead-letters"));

        foreach (var result in results)
        {
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("RK5001", result.Error, StringComparison.Ordinal);
            Assert.Contains("Check that it runs", result.Error, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Tiler_KeepsNoEndedJobs_DeletesTheFolderAndNotTheOutput()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(512);
        place.Start("tiler", "--keep", "0");
        place.Start("worker", "--threads", "1");
        place.Start("aggregator");
        using var submit = place.Submit("out.geojson", "--wait");
        var result = await submit.EndAsync();
        Assert.True(result.ExitCode == 0, result.Error);

        await Waiting.UntilAsync("the folder's end", () => !Directory.Exists(Path.Combine(place.Data, "jobs", result.Output.Trim())));

        Assert.NotEmpty(await File.ReadAllBytesAsync(place["out.geojson"]));
    }

    [SkippableFact]
    public async Task Job_ImageGoneBeforeItsTurn_FailsWithItsCauseInTheFolderToo()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(512);
        using var submit = place.Submit("out.geojson");
        var id = (await submit.EndAsync()).Output.Trim();
        File.Delete(place.Scene);

        place.Start("tiler");
        using var client = place.Client();
        var outcome = await client.Jobs.WaitAsync(new JobId(id), null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(JobState.Failed, outcome.State);
        Assert.Equal(JobState.Failed, new LocalJobFolders().Open(Path.Combine(place.Data, "jobs", id)).Read()!.State);
        Assert.Contains("RK2001", (await place.RunAsync("jobs", id)).Output, StringComparison.Ordinal);
        await RedisState.RequireCleanAsync(place, client);
    }

    private static async Task<string> StateAsync(ClusterPlace place, string id)
    {
        var result = await place.RunAsync("jobs", id, "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        return json.RootElement.GetProperty("job").GetProperty("state").GetString()!;
    }
}
