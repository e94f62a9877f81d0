using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RedKube.Adapters.Redis.Connections;
using RedKube.Adapters.Redis.Queue;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Tests.Queue;

/// <summary>What tests of the queue's own ways share.</summary>
public abstract class QueueTest : IClassFixture<RedisFixture>
{
    private protected static readonly QueueOptions Options = new() { LeaseTime = TimeSpan.FromSeconds(30), MaxAttempts = 3, Backoff = TimeSpan.FromSeconds(1) };
    private protected static readonly JobId A = new("000000000000000a");
    private protected static readonly JobId B = new("000000000000000b");
    private protected const string Stream = "redkube:model:regions";

    private protected QueueTest(RedisFixture redis)
    {
        Redis = redis;
        Connection = redis.Connect();
        Queue = NewQueue(Connection);
    }

    private protected RedisFixture Redis { get; }

    private protected RedisConnection Connection { get; }

    private protected RedisWorkQueue Queue { get; }

    private protected IDatabase Database => Redis.Database;

    private protected static RedisWorkQueue NewQueue(RedisConnection connection, ILogger<RedisWorkQueue>? log = null, Func<Task>? handOn = null) =>
        new(connection, Options, TimeProvider.System, log ?? NullLogger<RedisWorkQueue>.Instance, handOn);

    private protected static JobTicket Ticket(JobId job, string model = "model") => new(job, model, "hash of " + model);

    private protected static Task<Lease> ClaimAsync(IWorkQueue queue, WorkStage stage) => queue.ClaimAsync(stage, null, default).WaitAsync(TimeSpan.FromSeconds(30));

    private protected Task<Lease> ClaimAsync(WorkStage stage = WorkStage.Detect) => ClaimAsync(Queue, stage);

    /// <summary>Claims regions one after the other.</summary>
    private protected async Task<List<int>> ClaimRegionsAsync(int count)
    {
        var regions = new List<int>();
        for (var i = 0; i < count; i++)
        {
            regions.Add((await ClaimAsync()).Item.Region);
        }

        return regions;
    }

    private protected async Task EnqueueAsync(JobTicket ticket, params int[] regions)
    {
        await Queue.EnqueueJobAsync(ticket, default);
        var plan = await ClaimAsync(WorkStage.Plan);
        await Queue.EnqueueRegionsAsync(ticket.Job, regions, default);
        Assert.True(await Queue.CompleteAsync(plan, default));
    }

    /// <summary>Ends once a claim looked and found nothing.</summary>
    private protected async Task LookInVainAsync(RedisWorkQueue? queue = null, WorkStage stage = WorkStage.Detect)
    {
        queue ??= Queue;
        using var stop = new CancellationTokenSource();
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.FoundNothing = () => looked.TrySetResult();
        var waiting = queue.ClaimAsync(stage, null, stop.Token);
        var first = await Task.WhenAny(waiting, looked.Task).WaitAsync(TimeSpan.FromSeconds(30));
        queue.FoundNothing = null;
        Assert.Same(looked.Task, first);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private protected StreamState StateOf(string stream) => StreamState.Of(Database, stream);

    /// <summary>Entries of redkube:malformed, as fields.</summary>
    private protected List<Dictionary<string, string>> Malformed() =>
    [
        .. ((RedisResult[])Database.Execute("XRANGE", RedisKeys.Malformed, "-", "+")!)
            .Select(static e => ((string[])((RedisResult[])e!)[1]!).Chunk(2).ToDictionary(static f => f[0], static f => f[1])),
    ];
}
