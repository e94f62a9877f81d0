using RedKube.Core.Jobs;
using RedKube.Tests.Shared;

namespace RedKube.Cluster.Tests;

/// <summary>Services that are told to stop, and Redis that comes late.</summary>
public sealed class ShutdownTests
{
    [SkippableFact]
    public async Task Worker_Terminated_HandsItsRegionsToAnotherAtOnce()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");

        // Leases far longer than the test: what is not given back would never be done.
        await using var place = await ClusterPlace.StartAsync(2048, lease: TimeSpan.FromHours(1));
        var (expected, _) = await place.DetectAsync("--region-size", "512");
        place.Start("tiler");
        place.Start("aggregator");
        var first = place.Start("worker", "--threads", "1", "--grace", "0");
        using var client = place.Client();
        using var submit = place.Submit("out.geojson", "--region-size", "512");
        var job = new JobId((await submit.EndAsync()).Output.Trim());
        await Waiting.UntilAsync("a region in work", async () => (await client.Queue.RegionsAsync(job, CancellationToken.None)).Values.Contains(RegionState.InWork));

        first.Signal(15);
        var stopped = await first.EndAsync();
        Assert.True(stopped.ExitCode == 0, stopped.Error);
        Assert.DoesNotContain(RegionState.InWork, (await client.Queue.RegionsAsync(job, CancellationToken.None)).Values);
        Assert.Empty(await client.Workers.ListAsync(CancellationToken.None));
        place.Start("worker", "--threads", "1");
        var outcome = await client.Jobs.WaitAsync(job, null, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(expected, await File.ReadAllBytesAsync(place["out.geojson"]));
    }

    [SkippableFact]
    public async Task Services_RedisAwayAtTheStart_WaitSaySoAndStart()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(1024);
        var (expected, _) = await place.DetectAsync();
        await place.Redis.KillAsync();
        var tiler = place.Start("tiler");
        var worker = place.Start("worker", "--threads", "1");
        var aggregator = place.Start("aggregator");
        await Task.WhenAll(tiler.SaysAsync("Redis"), worker.SaysAsync("Redis"), aggregator.SaysAsync("Redis"));

        await place.Redis.StartAgainAsync();
        using var submit = place.Submit("out.geojson", "--wait");
        var result = await submit.EndAsync();

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(expected, await File.ReadAllBytesAsync(place["out.geojson"]));
    }

    [SkippableFact]
    public async Task Health_RedisOrDataAway_SaysSoWhileAliveHolds()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(256);
        var port = Ports.Free();
        place.Start("worker", "--urls", $"http://127.0.0.1:{port}");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
        await Waiting.UntilAsync("readiness", async () => await StatusAsync(http, "/health") == 200);

        Directory.Move(place.Data, place["elsewhere"]);
        await Waiting.UntilAsync("an end of readiness without data", async () => await StatusAsync(http, "/health") == 503);
        Assert.Equal(200, await StatusAsync(http, "/alive"));
        Directory.Move(place["elsewhere"], place.Data);
        await Waiting.UntilAsync("readiness with data", async () => await StatusAsync(http, "/health") == 200);

        await place.Redis.KillAsync();
        await Waiting.UntilAsync("an end of readiness without Redis", async () => await StatusAsync(http, "/health") == 503);
        Assert.Equal(200, await StatusAsync(http, "/alive"));
    }

    [SkippableFact]
    public async Task Health_MessageOfANewerVersion_IsLostAndTheServiceClaimsNothingMore()
    {
        Skip.IfNot(RedisServer.IsInstalled, "redis-server is not installed");
        await using var place = await ClusterPlace.StartAsync(256);
        var port = Ports.Free();
        var tiler = place.Start("tiler", "--urls", $"http://127.0.0.1:{port}");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
        await Waiting.UntilAsync("readiness", async () => await StatusAsync(http, "/health") == 200);

        await place.RedisAsync("XADD", "redkube:plan", "*", "v", "2");

        await Waiting.UntilAsync("an end of readiness", async () => await StatusAsync(http, "/health") == 503);
        Assert.Equal(200, await StatusAsync(http, "/alive"));
        await tiler.SaysAsync("A message of version 2 is in the queue");
        using var submit = place.Submit("out.geojson");
        var id = new JobId((await submit.EndAsync()).Output.Trim());
        using var client = place.Client();
        Assert.Equal(1, (await client.Queue.DepthsAsync(CancellationToken.None)).Single(static d => d.Stage == WorkStage.Plan).Ready);
        Assert.Equal(JobState.Queued, (await client.Jobs.FindAsync(id, CancellationToken.None))!.State);
        Assert.Equal("2", (await place.RedisAsync("XRANGE", "redkube:plan", "-", "+", "COUNT", "1")).Split('\n')[^1].Trim());
        tiler.Signal(15);
        Assert.Equal(0, (await tiler.EndAsync()).ExitCode);
    }

    private static async Task<int> StatusAsync(HttpClient http, string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
