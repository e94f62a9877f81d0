namespace RedKube.Core.Jobs;

/// <summary>One piece of work: a message that names things and never carries pixels.</summary>
/// <param name="Job">The job.</param>
/// <param name="Stage">What is to be done.</param>
/// <param name="Region">The region's number in the plan; 0 for other stages.</param>
public readonly record struct WorkItem(JobId Job, WorkStage Stage, int Region);
