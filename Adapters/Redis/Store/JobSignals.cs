using System.Collections.Concurrent;

namespace RedKube.Adapters.Redis.Store;

/// <summary>Wakes those of this process who watch a job.</summary>
internal sealed class JobSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    /// <summary>Ends with the next thing that happens to a job.</summary>
    /// <param name="job">Its id.</param>
    public Task Next(string job) => waiting.GetOrAdd(job, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Says that something happened to a job.</summary>
    /// <param name="job">Its id.</param>
    public void Raise(string job)
    {
        if (waiting.TryRemove(job, out var signal))
        {
            signal.TrySetResult();
        }
    }
}
