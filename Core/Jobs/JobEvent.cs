namespace RedKube.Core.Jobs;

/// <summary>Something about a job that its user may want to see while it runs: a <see cref="JobProgress"/> or a <see cref="JobMessage"/>.</summary>
/// <param name="Job">The job.</param>
public abstract record JobEvent(JobId Job);
