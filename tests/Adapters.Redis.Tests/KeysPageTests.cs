using System.Text.RegularExpressions;
using RedKube.Adapters.Redis.Connections;
using RedKube.Adapters.Redis.Store;
using RedKube.Adapters.Redis.Tests.Queue;
using RedKube.Adapters.Redis.Workers;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;

namespace RedKube.Adapters.Redis.Tests;

/// <summary>docs/redis.md lists every key that there ever is, with its kind, and no other.</summary>
public sealed partial class KeysPageTests(RedisFixture redis) : QueueTest(redis)
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["stream"] = "stream", ["zset"] = "sorted set", ["hash"] = "hash", ["list"] = "list", ["string"] = "number or text",
    };

    private readonly HashSet<string> seen = [];

    [Fact]
    public async Task Table_HoldsEveryKeyAndNoOther()
    {
        Database.Execute("XADD", RedisKeys.Plan, "*", "no", "ticket");
        await EnqueueAsync(Ticket(A), 0, 1, 2, 3, 4);
        await Queue.LimitAsync("model", 5, default);
        await Queue.CompleteAsync(await ClaimAsync(), default);
        await Queue.FailAsync(await ClaimAsync(), new JobFailure(ErrorCode.BlockUnreadable, "It is damaged."), default);
        await Queue.FailAsync(await ClaimAsync(), new JobFailure(ErrorCode.ImageStorageAway, "It is away."), default);
        await Queue.EnqueueJobAsync(Ticket(B), default);
        var lease = await ClaimAsync();
        await Connection.RunAsync(RedisScript.OfQueue("regions", Connection.Clock), [B.Value, "me", 0, 0, 1], default);
        await AddJobAsync();
        await new RedisWorkerRegistry(Connection).BeatAsync(new WorkerStatus("w"), default);
        See();
        await Queue.CompleteAsync(lease, default);
        Redis.Advance(TimeSpan.FromSeconds(1));
        await Queue.CompleteAsync(await ClaimAsync(), default);
        await Queue.CompleteAsync(await ClaimAsync(), default);
        See();
        await Queue.CompleteAsync(await ClaimAsync(WorkStage.Merge), default);
        See();

        Assert.Equal(Documented().Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_NamesTheChannels()
    {
        Assert.Contains($"`{RedisKeys.WakeChannel}`", Page(), StringComparison.Ordinal);
        Assert.Contains($"`{RedisKeys.ChangedChannel}`", Page(), StringComparison.Ordinal);
    }

    private async Task AddJobAsync()
    {
        var store = new RedisJobStore(Connection, new RedisOptions(), TimeProvider.System);
        await store.AddAsync(JobStoreContract.JobOf(A), default);
        store.Say(new JobMessage(A, "Hello.", false));
        store.Count(A, new JobTally { Regions = 1 });
        await store.UpdateAsync(A, static j => j with { State = JobState.Done }, default);
        await store.OpenAsync(default);
    }

    private void See()
    {
        foreach (var key in Redis.Keys())
        {
            seen.Add($"{Id().Replace(key.Replace(":model:", ":NAME:", StringComparison.Ordinal), ":ID")} {Kinds[(string)Database.Execute("TYPE", key)!]}");
        }
    }

    private static IEnumerable<string> Documented() =>
        from row in Page().Split('\n')
        where row.StartsWith("| `redkube:", StringComparison.Ordinal)
        let cells = row.Split('|', StringSplitOptions.TrimEntries)
        from Match key in Key().Matches(cells[1])
        select $"{key.Groups[1].Value} {(cells[2] is "number" or "text" ? "number or text" : cells[2])}";

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RedKube.slnf")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root was not found.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "redis.md"));
    }

    [GeneratedRegex(":[0-9a-f]{16}")]
    private static partial Regex Id();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Key();
}
