namespace RedKube.Core.Jobs;

/// <summary>What follows from a <see cref="JobState"/>.</summary>
public static class JobStates
{
    /// <summary>Whether nothing more happens unless the job is submitted again.</summary>
    /// <param name="state">The state.</param>
    public static bool IsFinal(this JobState state) => state is JobState.Done or JobState.Partial or JobState.Failed or JobState.Cancelled;
}
