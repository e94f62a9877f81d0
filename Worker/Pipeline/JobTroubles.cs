using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>
/// The jobs whose regions cannot be worked on at the moment, and how long each is left alone: longer after each failure in a row. Regions that fail while the
/// job should be left alone were in work before, so they are no failure more. Safe for any number of threads.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class JobTroubles(TimeProvider time)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private readonly Dictionary<JobId, Trouble> troubles = [];

    /// <summary>Notes that a region failed.</summary>
    /// <param name="job">Its job.</param>
    /// <returns>How long the job should be left alone, and whether that is the first that is known of the trouble.</returns>
    public (TimeSpan Wait, bool IsNew) Note(JobId job)
    {
        lock (gate)
        {
            Forget();
            var isNew = !troubles.TryGetValue(job, out var trouble);
            trouble ??= troubles[job] = new Trouble(time);
            if (isNew || time.GetElapsedTime(trouble.At) >= trouble.Wait)
            {
                trouble.At = time.GetTimestamp();
                trouble.Wait = trouble.Backoff.Take();
            }

            return (trouble.Wait, isNew);
        }
    }

    /// <summary>A region of the job was done: the next wait is short again. That there was trouble is known for an hour, so that it is not said over and over.</summary>
    /// <param name="job">The job.</param>
    public void Over(JobId job)
    {
        lock (gate)
        {
            troubles.GetValueOrDefault(job)?.Backoff.Reset();
        }
    }

    /// <summary>The next wait of every job is short again.</summary>
    public void OverForAll()
    {
        lock (gate)
        {
            foreach (var trouble in troubles.Values)
            {
                trouble.Backoff.Reset();
            }
        }
    }

    // Of jobs that ended elsewhere nobody says so.
    private void Forget()
    {
        foreach (var job in troubles.Where(t => time.GetElapsedTime(t.Value.At) > Forgotten).Select(static t => t.Key).ToArray())
        {
            troubles.Remove(job);
        }
    }

    private sealed class Trouble(TimeProvider time)
    {
        public Backoff Backoff { get; } = new(time);

        public long At { get; set; }

        public TimeSpan Wait { get; set; }
    }
}
