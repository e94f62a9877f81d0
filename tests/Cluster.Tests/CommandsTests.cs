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
        Assert.Contains("No jobs.", (await place.RunAsync("jobs")).Output, StringComparison.Ordinal);
        using var submit = place.Submit("out.geojson", "--priority", "high");
        var id = (await submit.EndAsync()).Output.Trim();

        Assert.Equal("queued", await StateAsync(place, id));
        Assert.Contains(id, (await place.RunAsync("jobs")).Output, StringComparison.Ordinal);
        foreach (var (command, state) in new[] { ("pause", "paused"), ("resume", "queued"), ("cancel", "cancelled"), ("retry", "queued") })
        {
            var done = await place.RunAsync(command, id);
            Assert.True(done.ExitCode == 0, done.Error);
            Assert.Equal(state, await StateAsync(place, id));
        }

        var unknown = await place.RunAsync("cancel", "0123456789abcdef");
        Assert.Equal(3, unknown.ExitCode);
        Assert.Contains("RK5002", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await place.RunAsync("cancel", "../../etc")).ExitCode);
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
