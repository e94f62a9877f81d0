namespace RedKube.Core.Jobs;

/// <summary>What a store takes for unfinished.</summary>
/// <param name="Memory">A name that is another one after the store has lost what it knew.</param>
/// <param name="Ids">Jobs that have not ended.</param>
public sealed record OpenJobs(string Memory, IReadOnlySet<JobId> Ids);
