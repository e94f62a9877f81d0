using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Queue;

// Claims: one question each, never a blocking command, because all callers share one connection. Who finds nothing is woken by a message; if that gets
// lost, by a question every two seconds.
internal sealed partial class RedisWorkQueue
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly Lock listenGate = new();
    private Task? listening;
    private volatile RedKubeException? stopped;

    // The job of the region that this process claimed last; null where it looked for one in vain.
    private volatile string? latest;

    /// <summary>Why this process claims nothing more, or null: a message of a newer version is in the queue.</summary>
    internal RedKubeException? StoppedBy => stopped;

    /// <summary>Called when a claim looked and found nothing; for tests.</summary>
    internal Action? FoundNothing { get; set; }

    /// <inheritdoc/>
    public async Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation)
    {
        Listen();
        var token = NewToken();
        RedisValue[] question =
        [
            token, (int)stage, Milliseconds(options.LeaseTime), .. Patience(), (int)ErrorCode.QueueAway, WhyItDied,
            models is null ? 0 : 1, .. (models ?? []).Select(static m => (RedisValue)m),
        ];
        var waiter = waiters.Join(stage, models);
        Lease? claimed = null;
        try
        {
            for (var pause = FirstPoll; ; pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll)
            {
                cancellation.ThrowIfCancellationRequested();
                var (lease, wait) = await LookAsync(token, stage, question, cancellation);
                latest = stage == WorkStage.Detect ? lease?.Item.Job.Value : latest;
                if (lease is not null)
                {
                    return claimed = lease;
                }

                FoundNothing?.Invoke();
                await waiter.WaitAsync(wait is { } moment && moment < pause ? moment : pause, time, cancellation);
            }
        }
        finally
        {
            waiters.Leave(waiter, passOn: claimed is not null || cancellation.IsCancellationRequested);
        }
    }

    private string WhyItDied => $"Its worker died or made no progress: the lease ran out {options.MaxAttempts} times.";

    private async Task<(Lease? Lease, TimeSpan? Wait)> LookAsync(string token, WorkStage stage, RedisValue[] question, CancellationToken cancellation)
    {
        if (stopped is { } why)
        {
            throw why;
        }

        RedisResult[] answer;
        try
        {
            answer = (RedisResult[])(await redis.RunPatientlyAsync(Script("claim"), question, cancellation))!;
        }
        catch (OperationCanceledException)
        {
            await WithdrawAsync(token);
            throw;
        }

        Note(stage, answer);
        return (int)answer[0] switch
        {
            1 => (new Lease(new WorkItem(new JobId((string)answer[1]!), (WorkStage)(int)answer[2], (int)answer[3]), (int)answer[4], token)
            {
                Trace = (string?)answer[5] is { Length: > 0 } trace ? trace : null,
                Model = (string)answer[6]!,
            }, null),
            2 => throw Stop((int)answer[1]),
            _ => (null, (long)answer[1] is var left && left >= 0 ? TimeSpan.FromMilliseconds(left) : null),
        };
    }

    private void Note(WorkStage stage, RedisResult[] answer)
    {
        if ((long)answer[^4] is var malformed && malformed > 0)
        {
            Log.Malformed(log, malformed, stage, RedisKeys.Malformed);
        }

        LeaseTakeovers.Add(WorkStage.Plan, (long)answer[^3]);
        LeaseTakeovers.Add(WorkStage.Detect, (long)answer[^2]);
        LeaseTakeovers.Add(WorkStage.Merge, (long)answer[^1]);
    }

    // The question may have been answered after its asker had left. The connection keeps the order, so what was claimed is given back.
    private async Task WithdrawAsync(string token)
    {
        using var stop = new CancellationTokenSource(Farewell, time);
        try
        {
            await redis.RunPatientlyAsync(Script("give_back"), [token], stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or RedKubeException)
        {
            // Redis is away: a lease, if there is one, runs out.
        }
    }

    private RedKubeException Stop(int version)
    {
        var why = new RedKubeException(
            ErrorCode.MessageNewer,
            $"A message of version {version} is in the queue; this RedKube reads version 1. It was given back, and this process claims nothing more. Update it.");
        if (stopped is null)
        {
            stopped = why;
            Log.Stopped(log, why.Message);
        }

        return why;
    }

    private void Listen()
    {
        lock (listenGate)
        {
            if (listening is null or { IsFaulted: true })
            {
                listening = redis.ListenAsync(RedisKeys.WakeChannel, Hear, CancellationToken.None);
            }
        }
    }

    // Sample: 1:harbour, 0: (STAGE:MODEL). What is not understood wakes everybody.
    private void Hear(string message)
    {
        var parts = message.Split(':', 2);
        if (parts.Length == 2 && Enum.TryParse<WorkStage>(parts[0], out var stage))
        {
            waiters.Wake(stage, parts[1]);
        }
        else
        {
            waiters.WakeAll();
        }
    }
}
