namespace RedKube.Dashboard.Api;

/// <summary>Which dead letters are to be sent again.</summary>
/// <param name="Job">The job.</param>
/// <param name="Region">The region's number; null: all of the job.</param>
public sealed record SendAgainRequest(string Job, int? Region);
