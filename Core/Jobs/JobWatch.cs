using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>Follows a job to its end, also through a time in which its store is away or has lost it: then its folder says how it ended, or a tiler brings it back.</summary>
internal static class JobWatch
{
    /// <summary>Waits until a job has ended.</summary>
    /// <param name="id">The job.</param>
    /// <param name="place">Where jobs have their folders.</param>
    /// <param name="store">Jobs under way.</param>
    /// <param name="onEvent">Called with each event, or null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <returns>The job as it ended.</returns>
    /// <exception cref="RedKubeException">RK5002 where there is no such job.</exception>
    public static async Task<Job> UntilEndedAsync(
        JobId id, IJobPlace place, IJobStore store, Action<JobEvent>? onEvent, TimeProvider time, CancellationToken cancellation)
    {
        var backoff = new Backoff(time);
        while (true)
        {
            try
            {
                await foreach (var happened in store.WatchAsync(id, cancellation))
                {
                    onEvent?.Invoke(happened);
                    backoff.Reset();
                }

                if (await store.FindAsync(id, cancellation) is { } ended && ended.State.IsFinal())
                {
                    return ended;
                }

                throw new RedKubeException(ErrorCode.JobNotFound, $"There is no job {id}.");
            }
            catch (RedKubeException e) when (place.IsShared && e.Code is ErrorCode.QueueAway or ErrorCode.JobNotFound)
            {
                var stored = place.Find(id)?.Read();
                if (stored is null && e.Code == ErrorCode.JobNotFound)
                {
                    throw;
                }

                if (stored is { State: var state } && state.IsFinal())
                {
                    return stored;
                }

                await backoff.WaitAsync(cancellation);
            }
        }
    }
}
