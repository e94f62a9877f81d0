using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Api;

/// <summary>Who works, and what waits.</summary>
/// <param name="Workers">Workers heard of lately.</param>
/// <param name="Queues">How much work there is, by stage and model.</param>
/// <param name="DeadLetters">Work that was given up, of jobs under way or ended partial.</param>
/// <param name="MegapixelsPerSecond">Of all running jobs together.</param>
public sealed record ClusterView(
    IReadOnlyList<WorkerStatus> Workers, IReadOnlyList<QueueDepth> Queues, IReadOnlyList<DeadLetterView> DeadLetters, double MegapixelsPerSecond);
