namespace RedKube.Dashboard.Api;

/// <summary>A page of the list of jobs.</summary>
/// <param name="Jobs">The last submitted first.</param>
/// <param name="Total">All that match the filter.</param>
/// <param name="Offset">How many were passed over.</param>
/// <param name="Limit">Most that a page holds.</param>
public sealed record JobPage(IReadOnlyList<JobView> Jobs, int Total, int Offset, int Limit);
