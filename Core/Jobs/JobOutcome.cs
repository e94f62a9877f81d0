using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>How a job ended.</summary>
/// <param name="Job">The job.</param>
/// <param name="State">Done, partial, failed or cancelled.</param>
public sealed record JobOutcome(JobId Job, JobState State)
{
    /// <summary>Whether it had been finished by an earlier run, so that nothing was to be done.</summary>
    public bool WasDone { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public JobFailure? Failure { get; init; }

    /// <summary>The report of this run; null where it did not get as far, or where there was nothing to do.</summary>
    public RunReport? Report { get; init; }

    /// <summary>Regions that are missing from the output.</summary>
    public IReadOnlyList<RegionFailure> Missing { get; init; } = [];
}
