using System.Runtime.CompilerServices;
using System.Text.Json;
using RedKube.Adapters.Redis.Connections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Store;

/// <summary>Jobs that many processes share. While Redis is away operations wait for it, as long as their cancellation allows.</summary>
/// <param name="redis">The connection.</param>
/// <param name="options">How long jobs are kept.</param>
/// <param name="time">The clock by which this process waits; what is recorded is of Redis' own.</param>
internal sealed class RedisJobStore(RedisConnection redis, RedisOptions options, TimeProvider time) : IJobStore
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);

    // Whoever waits for a job, perhaps while Redis is away, must find its end.
    private static readonly TimeSpan LeastKept = TimeSpan.FromMinutes(1);

    // After Redis lost everything, tilers bring unfinished jobs back from their folders within a minute.
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(3);
    private readonly OutgoingCounts outgoing = new(redis, time);
    private readonly JobSignals signals = new();
    private readonly Lock listenGate = new();
    private volatile JobList listed = JobList.Empty;
    private Task? listening;

    /// <inheritdoc/>
    public async Task<bool> AddAsync(Job job, CancellationToken cancellation)
    {
        await outgoing.FlushAsync().WaitAsync(cancellation);
        return (long)await RunAsync("job_add", [job.Id.Value, .. Fields(job), Guid.NewGuid().ToString("N")], cancellation) == 1;
    }

    /// <inheritdoc/>
    public async Task<Job?> FindAsync(JobId id, CancellationToken cancellation) => (await ReadAsync(id, cancellation))?.Job;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation)
    {
        await outgoing.FlushAsync().WaitAsync(cancellation);
        var now = await ListedAfterAsync(listed, cancellation) ?? await ListedAfterAsync(JobList.Empty, cancellation) ?? JobList.Empty;
        listed = now;
        return now.Records;
    }

    /// <inheritdoc/>
    public async Task<OpenJobs> OpenAsync(CancellationToken cancellation)
    {
        var answer = (RedisResult[])(await RunAsync("job_open", [Guid.NewGuid().ToString("N")], cancellation))!;
        return new OpenJobs((string)answer[0]!, ((string[])answer[1]!).Select(static id => new JobId(id)).ToHashSet());
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(JobId id, CancellationToken cancellation) => (long)await RunAsync("job_remove", [id.Value], cancellation) == 1;

    /// <inheritdoc/>
    public async Task<Job> UpdateAsync(JobId id, Func<Job, Job> change, CancellationToken cancellation)
    {
        // Who sees the change must see what was counted and said before it.
        await outgoing.FlushAsync().WaitAsync(cancellation);
        while (true)
        {
            var stored = await ReadAsync(id, cancellation) ?? throw NotFound(id);
            if (stored.IsFinal)
            {
                return stored.Job;
            }

            var changed = change(stored.Job);
            if ((long)await RunAsync("job_update", [id.Value, stored.Revision, .. Fields(changed)], cancellation) == 1)
            {
                return changed;
            }
        }
    }

    /// <inheritdoc/>
    public void Count(JobId id, JobTally delta) => outgoing.Count(id, delta);

    /// <inheritdoc/>
    public async Task<JobTally> TallyAsync(JobId id, CancellationToken cancellation)
    {
        await outgoing.FlushAsync().WaitAsync(cancellation);
        return await WatchedAsync(id, 0, cancellation) is { } watched ? watched.Tally : new JobTally();
    }

    /// <inheritdoc/>
    public void Say(JobMessage message) => outgoing.Say(message.Job, JsonSerializer.Serialize(message, JobJson.Options));

    /// <inheritdoc/>
    public async IAsyncEnumerable<JobEvent> WatchAsync(JobId id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Listen();
        var told = 0;
        JobProgress? before = null;
        long? lostAt = null;
        while (true)
        {
            await outgoing.FlushAsync().WaitAsync(cancellation);
            var signal = signals.Next(id.Value);
            var watched = await WatchedAsync(id, told, cancellation);
            if (watched is null)
            {
                RequireHope(id, before, lostAt ??= time.GetTimestamp());
            }
            else
            {
                lostAt = null;
                told += watched.Messages.Count;
                foreach (var message in watched.Messages)
                {
                    yield return message;
                }

                var progress = watched.Tally.ToProgress(id, watched.State);
                if (progress != before)
                {
                    yield return before = progress;
                }

                if (progress.State.IsFinal())
                {
                    // Nothing more happens to it: nobody is left to be told.
                    signals.Raise(id.Value);
                    yield break;
                }
            }

            await Task.Delay(Pace, time, cancellation);
            await Task.WhenAny(signal, Task.Delay(LongestPoll, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Ends once all that was counted and said before is in Redis.</summary>
    /// <param name="cancellation">Stops the waiting.</param>
    internal Task FlushAsync(CancellationToken cancellation) => HandOnAsync().WaitAsync(cancellation);

    /// <summary>The same, as long as it takes.</summary>
    internal Task HandOnAsync() => outgoing.FlushAsync();

    private static RedKubeException NotFound(JobId id) => new(ErrorCode.JobNotFound, $"There is no job {id}. List the jobs; those that have ended are kept for a limited time.");

    private void RequireHope(JobId id, JobProgress? before, long lostAt)
    {
        if (before is null || time.GetElapsedTime(lostAt) > Recovery)
        {
            throw NotFound(id);
        }
    }

    private RedisValue[] Fields(Job job) =>
    [
        JobJson.Write(job), (int)job.State, job.State.IsFinal() ? 1 : 0, (long)(options.Keep > LeastKept ? options.Keep : LeastKept).TotalSeconds,
    ];

    private async Task<StoredJob?> ReadAsync(JobId id, CancellationToken cancellation) =>
        await RunAsync("job_read", [id.Value], cancellation) is { IsNull: false } found ? StoredJob.Read((RedisResult[])found!) : null;

    private async Task<WatchedJob?> WatchedAsync(JobId id, int told, CancellationToken cancellation) =>
        await RunAsync("job_watch", [id.Value, told], cancellation) is { IsNull: false } found ? WatchedJob.Read((RedisResult[])found!) : null;

    private async Task<JobList?> ListedAfterAsync(JobList before, CancellationToken cancellation) =>
        before.With((RedisResult[])(await RunAsync("job_list", [before.Settled], cancellation))!);

    private Task<RedisResult> RunAsync(string script, RedisValue[] arguments, CancellationToken cancellation) =>
        redis.RunAsync(RedisScript.OfStore(script, redis.Clock), arguments, cancellation);

    private void Listen()
    {
        lock (listenGate)
        {
            if (listening is null or { IsFaulted: true })
            {
                listening = redis.ListenAsync(RedisKeys.ChangedChannel, signals.Raise, CancellationToken.None);
            }
        }
    }
}
