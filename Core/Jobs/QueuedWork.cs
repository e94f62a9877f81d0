namespace RedKube.Core.Jobs;

/// <summary>One piece of work in the queue of a single process.</summary>
/// <param name="order">Where it stands in its job.</param>
internal sealed class QueuedWork(long order)
{
    /// <summary>Where it stands in its job.</summary>
    public long Order { get; } = order;

    /// <summary>Attempts that failed.</summary>
    public int Attempts { get; set; }

    /// <summary>The claim that holds it, or null.</summary>
    public string? Token { get; set; }

    /// <summary>When its lease runs out, or when it is ready again; null where it waits for nothing.</summary>
    public DateTimeOffset? Until { get; set; }
}
