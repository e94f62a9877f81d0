using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>What readers and lanes say of regions. Safe for any number of threads; returns at once.</summary>
internal interface IRegionEvents
{
    /// <summary>Every tile has reported.</summary>
    void Finished(RegionWork region);

    /// <summary>Something went wrong with it.</summary>
    void Failed(RegionWork region, Exception cause);

    /// <summary>Nothing came of it for the job's stall timeout: that is a failed attempt, whatever the cause.</summary>
    void Stalled(RegionWork region, RedKubeException cause);

    /// <summary>Adds to a job's count.</summary>
    void Count(JobId job, JobTally delta);
}
