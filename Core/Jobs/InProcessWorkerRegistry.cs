using System.Collections.Concurrent;

namespace RedKube.Core.Jobs;

/// <summary>Workers of a single process.</summary>
/// <param name="time">The clock.</param>
public sealed class InProcessWorkerRegistry(TimeProvider time) : IWorkerRegistry
{
    private readonly ConcurrentDictionary<string, WorkerStatus> workers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task BeatAsync(WorkerStatus status, CancellationToken cancellation)
    {
        workers[status.Id] = status with { Seen = time.GetUtcNow() };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task LeaveAsync(string id, CancellationToken cancellation)
    {
        workers.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkerStatus>> ListAsync(CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - IWorkerRegistry.KeptFor;
        return Task.FromResult<IReadOnlyList<WorkerStatus>>([.. workers.Values.Where(w => w.Seen > since).OrderBy(static w => w.Id, StringComparer.Ordinal)]);
    }
}
