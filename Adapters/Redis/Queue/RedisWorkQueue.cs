using System.Globalization;
using Microsoft.Extensions.Logging;
using RedKube.Adapters.Redis.Connections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Queue;

/// <summary>
/// The queue that many processes share. Each operation is one script, so it happens whole or not at all; docs/redis.md says what is kept where. While Redis
/// is away operations wait for it, as long as their cancellation allows.
/// </summary>
internal sealed partial class RedisWorkQueue : IWorkQueue
{
    private const int MostRegionsAtOnce = 5000;
    private readonly RedisConnection redis;
    private readonly QueueOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<RedisWorkQueue> log;
    private readonly Func<Task>? handOn;
    private readonly ClaimWaiters waiters = new();
    private readonly string process = Guid.NewGuid().ToString("N");
    private long tokens;

    /// <summary>A queue on a connection.</summary>
    /// <param name="redis">The connection.</param>
    /// <param name="options">Time and failure.</param>
    /// <param name="time">The clock by which this process waits; leases run by Redis' own.</param>
    /// <param name="log">Where it says what it meets.</param>
    /// <param name="handOn">Hands on what was counted so far; null: nothing is counted.</param>
    public RedisWorkQueue(RedisConnection redis, QueueOptions options, TimeProvider time, ILogger<RedisWorkQueue> log, Func<Task>? handOn = null)
    {
        this.redis = redis;
        this.options = options;
        this.time = time;
        this.log = log;
        this.handOn = handOn;
    }

    /// <inheritdoc/>
    public async Task EnqueueJobAsync(JobTicket ticket, CancellationToken cancellation)
    {
        var answer = await AskAsync("enqueue", [ticket.Job.Value, ticket.Model, ticket.ModelHash, ticket.Priority, ticket.Trace ?? "", Milliseconds(QueueOptions.SlackOf(ticket.Regions))], cancellation);
        if (answer < 0)
        {
            throw new RedKubeException(
                ErrorCode.ModelNameTaken,
                $"Another model by the name of {ticket.Model} has work in the queue. Give this one's file another name, or wait until that work has ended.");
        }
    }

    /// <inheritdoc/>
    public async Task EnqueueRegionsAsync(JobId job, IReadOnlyList<int> regions, CancellationToken cancellation)
    {
        var filler = NewToken();
        var offset = 0;
        do
        {
            var part = regions.Skip(offset).Take(MostRegionsAtOnce).Select(static r => (RedisValue)r).ToArray();
            var last = offset + part.Length == regions.Count;
            switch (await AskAsync("regions", [job.Value, filler, offset, last ? 1 : 0, .. part], cancellation))
            {
                case 0:
                    return;
                case < 0:
                    throw new OperationCanceledException($"The regions of job {job} are being enqueued by another tiler.");
            }

            offset += part.Length;
        }
        while (offset < regions.Count);
    }

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(Lease lease, CancellationToken cancellation) =>
        (long)await redis.RunPatientlyAsync(Script("renew"), [lease.Token, Milliseconds(options.LeaseTime)], cancellation) == 1;

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation)
    {
        // This may be the last of its job that this process does: whoever merges it must find what was counted.
        if (handOn is not null && latest != lease.Item.Job.Value)
        {
            await handOn().WaitAsync(cancellation);
        }

        return await AskAsync("complete", [.. Of(lease.Item), NewToken()], cancellation) == 1;
    }

    /// <inheritdoc/>
    public Task GiveBackAsync(Lease lease, CancellationToken cancellation) => AskAsync("give_back", [lease.Token], cancellation);

    /// <inheritdoc/>
    public Task DeferAsync(Lease lease, TimeSpan by, CancellationToken cancellation) => AskAsync("defer", [lease.Token, Milliseconds(by)], cancellation);

    /// <inheritdoc/>
    public async Task<bool> FailAsync(Lease lease, JobFailure failure, CancellationToken cancellation) => await AskAsync(
        "fail",
        [.. Of(lease.Item), lease.Token, .. Patience(), (int)failure.Code, failure.Message, failure.Kind == FailureKind.Transient ? 1 : 0, NewToken()],
        cancellation) == 1;

    /// <inheritdoc/>
    public Task RemoveAsync(JobId job, CancellationToken cancellation) => AskAsync("remove", [job.Value], cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(JobId job, CancellationToken cancellation)
    {
        var dead = await redis.RunAsync(db => db.HashGetAllAsync(RedisKeys.Work + job.Value + RedisKeys.Dead), cancellation);
        return [.. dead.Select(d => DeadLetters.Read(job, (string)d.Name!, (string)d.Value!)).OrderBy(static d => d.Item.Stage).ThenBy(static d => d.Item.Region)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MalformedMessage>> MalformedAsync(CancellationToken cancellation) =>
        [.. ((RedisResult[])(await redis.RunAsync(Script("malformed"), [], cancellation))!).Select(static entry => DeadLetters.ReadMalformed((RedisResult[])entry!))];

    /// <inheritdoc/>
    public async Task<bool> SendAgainAsync(WorkItem item, CancellationToken cancellation) => await AskAsync("send_again", Of(item), cancellation) == 1;

    /// <inheritdoc/>
    public async Task<bool> PauseAsync(JobId job, CancellationToken cancellation) => await AskAsync("pause", [job.Value, 1], cancellation) == 1;

    /// <inheritdoc/>
    public async Task<bool> ResumeAsync(JobId job, CancellationToken cancellation) => await AskAsync("pause", [job.Value, 0], cancellation) == 1;

    /// <inheritdoc/>
    public async Task LimitAsync(string model, int? mostRegions, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRegions ?? 1, 1, nameof(mostRegions));
        await AskAsync("limit", [model, mostRegions ?? 0], cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellation)
    {
        var rows = (RedisResult[])(await redis.RunAsync(Script("depths"), [], cancellation))!;
        return [.. rows.Select(static row => Depth((RedisResult[])row!))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<int, RegionState>> RegionsAsync(JobId job, CancellationToken cancellation)
    {
        var found = (RedisResult[])(await redis.RunAsync(Script("states"), [job.Value], cancellation))!;
        var states = new Dictionary<int, RegionState>();
        RegionState[] meanings = [RegionState.Waiting, RegionState.InWork, RegionState.GivenUp];
        for (var i = 0; i < meanings.Length; i++)
        {
            foreach (var item in ((string[])found[i]!).Select(text => DeadLetters.ItemOf(job, text)).Where(static item => item.Stage == WorkStage.Detect))
            {
                states[item.Region] = meanings[i];
            }
        }

        return states;
    }

    private static QueueDepth Depth(RedisResult[] row) => new((WorkStage)(int)row[0], (string)row[1]!)
    {
        Limit = (int)row[2] is var limit && limit > 0 ? limit : null,
        Ready = (int)row[3],
        Leased = (int)row[4],
        Delayed = (int)row[5],
        Paused = (int)row[6],
        Dead = (int)row[7],
    };

    private static RedisValue[] Of(WorkItem item) => [item.Job.Value, (int)item.Stage, item.Region];

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private RedisValue[] Patience() => [options.MaxAttempts, Milliseconds(options.Backoff), Milliseconds(options.LongestBackoff)];

    private string NewToken() => string.Create(CultureInfo.InvariantCulture, $"{process}-{Interlocked.Increment(ref tokens)}");

    private RedisScript Script(string name) => RedisScript.OfQueue(name, redis.Clock);

    private async Task<long> AskAsync(string script, RedisValue[] arguments, CancellationToken cancellation) =>
        (long)await redis.RunAsync(Script(script), arguments, cancellation);
}
