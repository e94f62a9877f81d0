namespace RedKube.Core.Jobs;

/// <summary>Who works. Safe for any number of threads.</summary>
public interface IWorkerRegistry
{
    /// <summary>How long a worker is listed after its last word.</summary>
    static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    /// <summary>Says what a worker does; <see cref="WorkerStatus.Seen"/> is set by the registry.</summary>
    /// <param name="status">The worker.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task BeatAsync(WorkerStatus status, CancellationToken cancellation);

    /// <summary>Takes a worker off the list that stops.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task LeaveAsync(string id, CancellationToken cancellation);

    /// <summary>Workers heard of lately, by id.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<IReadOnlyList<WorkerStatus>> ListAsync(CancellationToken cancellation);
}
