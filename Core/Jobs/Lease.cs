namespace RedKube.Core.Jobs;

/// <summary>A claim to one piece of work, for a while: who lets it run out loses it.</summary>
/// <param name="Item">The work.</param>
/// <param name="Attempt">Which attempt it is, counted from 1; give-backs do not count.</param>
/// <param name="Token">Tells this claim from others of the same work.</param>
public sealed record Lease(WorkItem Item, int Attempt, string Token)
{
    /// <summary>W3C traceparent of the request that the work belongs to, or null.</summary>
    public string? Trace { get; init; }

    /// <summary>Queue of the model that the job is for, in [a-z0-9-].</summary>
    public string Model { get; init; } = "";
}
