using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Events;

/// <summary>The newest progress that was not told yet. Safe for one writer and one reader.</summary>
internal sealed class LatestProgress
{
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (JobProgress Progress, DateTimeOffset At)? latest;

    /// <summary>Ends when there is news.</summary>
    public Task Changed
    {
        get
        {
            lock (gate)
            {
                return changed.Task;
            }
        }
    }

    /// <summary>Puts news in the place of what was there; the time is that of the first that was not told.</summary>
    /// <param name="progress">The progress.</param>
    /// <param name="now">When it happened.</param>
    public void Set(JobProgress progress, DateTimeOffset now)
    {
        lock (gate)
        {
            latest = (progress, latest?.At ?? now);
            changed.TrySetResult();
        }
    }

    /// <summary>Takes the news, or null.</summary>
    public (JobProgress Progress, DateTimeOffset At)? Take()
    {
        lock (gate)
        {
            var news = latest;
            latest = null;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return news;
        }
    }
}
