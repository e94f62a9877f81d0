namespace RedKube.Core.Jobs;

/// <summary>What follows from a failure in a stage.</summary>
public enum FailureVerdict
{
    /// <summary>The attempt failed: its kind decides whether there is another.</summary>
    Attempt,

    /// <summary>What all work needs is away: the work is given back untouched and the loop waits.</summary>
    Away,

    /// <summary>What this work needs is away or full: it is given back untouched, to be claimed again after a while; the loop goes on with other work.</summary>
    Deferred,

    /// <summary>The job ends at once, whatever attempts are left.</summary>
    Final,
}
