namespace RedKube.Core.Jobs;

/// <summary>A job with what is known of its run.</summary>
/// <param name="Job">The job.</param>
/// <param name="Tally">What has been counted.</param>
/// <param name="Submitted">When it was submitted, or found again after a restart.</param>
/// <param name="Ended">When it ended, or null.</param>
public sealed record JobRecord(Job Job, JobTally Tally, DateTimeOffset Submitted, DateTimeOffset? Ended);
