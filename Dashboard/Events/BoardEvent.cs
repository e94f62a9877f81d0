using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Events;

/// <summary>What changed in the list of jobs.</summary>
/// <param name="Changed">Jobs that are new or other than before.</param>
/// <param name="Removed">Ids of jobs that are gone.</param>
public sealed record BoardEvent(IReadOnlyList<JobView> Changed, IReadOnlyList<string> Removed);
