using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Api;

/// <summary>Work that was given up.</summary>
/// <param name="Job">The job.</param>
/// <param name="Image">The job's image.</param>
/// <param name="Stage">What was to be done.</param>
/// <param name="Region">The region's number.</param>
/// <param name="Failure">The cause of the last attempt.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record DeadLetterView(string Job, string Image, WorkStage Stage, int Region, FailureView Failure, int Attempts);
