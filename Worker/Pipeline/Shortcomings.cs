using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>
/// What this worker lacks though others had it: an image that a tiler opened, a model that was stored with its job, the device that a job names. Nobody fails
/// faster than such a worker, so it would win every claim and drain the queue. It gives the work back and claims nothing for a while: 1, 2, 4, … 30 s. Where
/// nobody gets on with the job meanwhile, the fault is not this worker's. Safe for any number of threads.
/// </summary>
/// <param name="store">Knows whether anybody gets on with a job.</param>
/// <param name="time">The clock.</param>
internal sealed class Shortcomings(IJobStore store, TimeProvider time)
{
    private const int MostGivenBack = 5;
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan News = TimeSpan.FromMinutes(2);
    private readonly Lock gate = new();
    private readonly JobTroubles troubles = new(time);
    private readonly Dictionary<JobId, Doubt> doubts = [];
    private long pausedAt;
    private TimeSpan pause;

    /// <summary>What the worker lacked in the last two minutes, in words, or null.</summary>
    public string? Words
    {
        get
        {
            lock (gate)
            {
                return doubts.Values.Where(d => time.GetElapsedTime(d.At) < News).MaxBy(static d => d.At)?.Words;
            }
        }
    }

    /// <summary>Whether nothing should be claimed now.</summary>
    public bool IsPaused => PauseLeft > TimeSpan.Zero;

    private TimeSpan PauseLeft
    {
        get
        {
            lock (gate)
            {
                return pause - time.GetElapsedTime(pausedAt);
            }
        }
    }

    /// <summary>Whether a failure may be a fault of this worker alone.</summary>
    /// <param name="cause">The failure.</param>
    public static bool MayBe(RedKubeException cause) =>
        cause.Code is ErrorCode.ImageNotFound or ErrorCode.ImageUnreadable or ErrorCode.ModelNotFound or ErrorCode.DeviceNotThere;

    /// <summary>Notes such a failure.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cause">The failure.</param>
    /// <returns>
    /// How long the worker claims nothing, and whether that is the first that is known of it; null where the work was given back five times in ten minutes or
    /// more in which nobody got on with the job: then it counts.
    /// </returns>
    public async Task<(TimeSpan Wait, bool IsNew)?> NoteAsync(JobId job, RedKubeException cause)
    {
        var reached = await ReachedAsync(job);
        lock (gate)
        {
            if (!doubts.TryGetValue(job, out var doubt) || time.GetElapsedTime(doubt.At) > LongestDoubt || (reached is not null && reached != doubt.Reached))
            {
                Forget();
                doubt = doubts[job] = new Doubt(time.GetTimestamp(), reached);
            }

            (doubt.At, doubt.Words) = (time.GetTimestamp(), cause.Message);
            if (++doubt.GivenBack > MostGivenBack && time.GetElapsedTime(doubt.Since) >= LongestDoubt)
            {
                return null;
            }

            var noted = troubles.Note(job);
            (pausedAt, pause) = (time.GetTimestamp(), noted.Wait);
            return noted;
        }
    }

    /// <summary>A region was done: what this worker lacks, it does not lack for all jobs, so its next pause is short.</summary>
    public void Worked() => troubles.OverForAll();

    /// <summary>Waits while nothing should be claimed.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task PauseAsync(CancellationToken cancellation)
    {
        while (PauseLeft is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellation);
        }
    }

    // How far the job has come, by anybody; null where the store is away. What was given up does not count.
    private async Task<(int Regions, long Tiles)?> ReachedAsync(JobId job)
    {
        try
        {
            var tally = await store.TallyAsync(job, CancellationToken.None);
            return (tally.RegionsDone, tally.TilesRun + tally.TilesSkipped);
        }
        catch (RedKubeException)
        {
            return null;
        }
    }

    private void Forget()
    {
        foreach (var job in doubts.Where(d => time.GetElapsedTime(d.Value.At) > LongestDoubt).Select(static d => d.Key).ToArray())
        {
            doubts.Remove(job);
        }
    }

    private sealed class Doubt(long since, (int Regions, long Tiles)? reached)
    {
        public long Since { get; } = since;

        public (int Regions, long Tiles)? Reached { get; } = reached;

        public long At { get; set; } = since;

        public int GivenBack { get; set; }

        public string Words { get; set; } = "";
    }
}
