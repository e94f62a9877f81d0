namespace RedKube.Core.Jobs;

/// <summary>What follows from a failure in a stage.</summary>
public enum FailureVerdict
{
    /// <summary>The attempt failed: its kind decides whether there is another.</summary>
    Attempt,

    /// <summary>A server is away or a disk full: the work is given back untouched and waited with.</summary>
    Away,

    /// <summary>The job ends at once, whatever attempts are left.</summary>
    Final,
}
