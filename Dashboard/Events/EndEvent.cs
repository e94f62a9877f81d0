using RedKube.Core.Jobs;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Events;

/// <summary>A job has ended; nothing follows.</summary>
/// <param name="State">How.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record EndEvent(JobState State, FailureView? Failure);
