namespace RedKube.Core.Jobs;

/// <summary>Work of which nothing was done for too long; it is left to itself.</summary>
/// <param name="left">The work, which may still come back.</param>
/// <param name="patience">How long nothing was done.</param>
internal sealed class WorkStalledException(Task left, TimeSpan patience) : Exception($"Nothing was done for {patience}.")
{
    /// <summary>The work, which may still come back.</summary>
    public Task Left { get; } = left;

    /// <summary>How long nothing was done.</summary>
    public TimeSpan Patience { get; } = patience;
}
