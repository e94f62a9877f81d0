using RedKube.Core.Detections;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Tiler;

/// <summary>What is stored of a job's regions. Each result is read once, so that a torn one is done again.</summary>
internal static class StoredRegions
{
    /// <summary>Looks at every region.</summary>
    /// <param name="job">The job.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="results">Its results.</param>
    /// <param name="cancellation">Stops between regions.</param>
    /// <returns>Regions without a whole result, in the order in which they should be read; and the count of those that are kept.</returns>
    public static (IReadOnlyList<int> Missing, JobTally Kept) Of(Job job, Plan plan, IResultStore results, CancellationToken cancellation)
    {
        var stored = results.Regions().ToHashSet();
        var missing = new List<int>();
        var kept = new JobTally();
        foreach (var region in plan.Regions())
        {
            cancellation.ThrowIfCancellationRequested();
            WorkProgress.Made();
            if (!stored.Contains(region.Index) || results.Load(region.Index, job.Key) is not { } result)
            {
                missing.Add(region.Index);
                continue;
            }

            kept = kept.Add(Kept(result));
        }

        return ([.. missing.OrderBy(plan.OrderOf)], kept);
    }

    private static JobTally Kept(RegionResult result) => new()
    {
        RegionsKept = 1,
        RegionsDone = 1,
        TilesKept = result.TilesRun + result.TilesSkipped,
        Detections = result.Detections.Count,
    };
}
