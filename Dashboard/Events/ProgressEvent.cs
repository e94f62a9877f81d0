using RedKube.Core.Jobs;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Events;

/// <summary>How far a job is.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="At">When the first change happened of those that this event tells.</param>
public sealed record ProgressEvent(JobState State, ProgressView Progress, DateTimeOffset At);
