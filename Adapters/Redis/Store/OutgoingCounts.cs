using RedKube.Adapters.Redis.Connections;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Store;

/// <summary>
/// Counts and messages on their way to Redis: gathered for a second, so that a thousand workers do not keep it busy with them (the first after a quiet time for a tenth
/// of that, for whoever watches), and kept while Redis is away. Each lot carries a number, by which Redis knows one that comes twice. Safe for any number of threads.
/// </summary>
/// <param name="redis">The connection.</param>
/// <param name="time">The clock.</param>
internal sealed class OutgoingCounts(RedisConnection redis, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private readonly Lock gate = new();
    private readonly string process = Guid.NewGuid().ToString("N");
    private readonly Queue<RedisValue[]> said = [];
    private Dictionary<JobId, JobTally> counted = [];
    private long sequence;
    private Task sending = Task.CompletedTask;
    private bool isSendingSoon;
    private long? sentAt;

    /// <summary>Adds to a job's count.</summary>
    /// <param name="job">The job.</param>
    /// <param name="delta">What is added.</param>
    public void Count(JobId job, JobTally delta)
    {
        lock (gate)
        {
            counted[job] = counted.GetValueOrDefault(job).Add(delta);
            if (!isSendingSoon)
            {
                isSendingSoon = true;
                var rest = sentAt is { } last ? Pace - time.GetElapsedTime(last) : First;
                _ = SendSoonAsync(rest > First ? rest : First);
            }
        }
    }

    /// <summary>Sends a message, after those of before.</summary>
    /// <param name="job">The job.</param>
    /// <param name="message">The message as it is stored.</param>
    public void Say(JobId job, string message)
    {
        lock (gate)
        {
            said.Enqueue([job.Value, message]);
        }

        _ = FlushAsync();
    }

    /// <summary>Ends once all that was counted and said before is in Redis.</summary>
    public Task FlushAsync()
    {
        lock (gate)
        {
            return sending = SendAfterAsync(sending);
        }
    }

    private async Task SendSoonAsync(TimeSpan wait)
    {
        await Task.Delay(wait, time);
        lock (gate)
        {
            isSendingSoon = false;
        }

        await FlushAsync();
    }

    private async Task SendAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        List<(string Script, RedisValue[] Arguments)> lot = [];
        lock (gate)
        {
            lot.AddRange(said.Select(static s => ("job_say", s)));
            said.Clear();
            foreach (var (job, delta) in counted)
            {
                lot.Add(("job_count", [job.Value, "process:" + process, ++sequence, (int)JobState.Running, .. TallyFields.Write(delta)]));
            }

            counted = [];
            sentAt = lot.Count > 0 ? time.GetTimestamp() : sentAt;
        }

        foreach (var (script, arguments) in lot)
        {
            await redis.RunPatientlyAsync(RedisScript.OfStore(script, redis.Clock), arguments, CancellationToken.None);
        }
    }
}
