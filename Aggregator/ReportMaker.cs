using RedKube.Core.Detections;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using RedKube.Core.Planning;

namespace RedKube.Aggregator;

/// <summary>Makes the run report.</summary>
internal static class ReportMaker
{
    /// <summary>Puts a report together.</summary>
    /// <param name="job">The job as it ends.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="gathering">What its regions came to.</param>
    /// <param name="merged">Merged detections.</param>
    /// <param name="tally">What was counted in this run.</param>
    /// <param name="detections">Detections before merging.</param>
    /// <param name="merging">Time that merging took.</param>
    /// <param name="writing">Time that writing took.</param>
    public static RunReport Make(
        Job job, Plan plan, Gathering gathering, IReadOnlyList<Detection> merged, JobTally tally, long detections, TimeSpan merging, TimeSpan writing)
    {
        var needed = ReadEstimate.Of(plan).BlocksNeeded;
        return new RunReport
        {
            Job = job.Id.Value,
            State = gathering.Missing.Count == 0 ? "done" : "partial",
            Image = job.Image.Name,
            Width = plan.Spec.Image.Width,
            Height = plan.Spec.Image.Height,
            Model = job.Model.Name,
            ModelHash = job.Model.Hash,
            Output = job.OutputPath,
            Runtimes = gathering.Runtimes,
            Regions = plan.RegionCount,
            RegionsKept = tally.RegionsKept,
            Missing = gathering.Missing.ToDictionary(m => plan.RegionAt(m.Region).Name, static m => m.Failure.Message, StringComparer.Ordinal),
            TilesRun = gathering.TilesRun,
            TilesSkipped = gathering.TilesSkipped,
            BatchSize = gathering.BatchSize,
            BlocksDecoded = gathering.BlocksDecoded,
            ReadFactor = needed == 0 ? 0 : Math.Round((double)gathering.BlocksDecoded / needed, 4),
            Detections = detections,
            Features = ByClass(merged, job.Model.Card.Names),
            MegapixelsPerSecond = Math.Round(tally.ToProgress(job.Id, job.State).MegapixelsPerSecond, 3),
            Seconds = Seconds(tally, merging, writing),
            Warnings = job.Warnings,
        };
    }

    private static Dictionary<string, long> ByClass(IReadOnlyList<Detection> merged, IReadOnlyList<string> names)
    {
        var counts = new long[names.Count];
        foreach (var detection in merged)
        {
            counts[detection.ClassIndex]++;
        }

        var named = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                named[names[i]] = named.GetValueOrDefault(names[i]) + counts[i];
            }
        }

        return named;
    }

    private static Dictionary<string, double> Seconds(JobTally tally, TimeSpan merging, TimeSpan writing)
    {
        var stages = new (string Name, TimeSpan Time)[]
        {
            ("plan", tally.Planning), ("detect", tally.Elapsed), ("merge", merging), ("write", writing),
            ("read", tally.Read), ("load", tally.Load), ("run", tally.Run), ("collect", tally.Collect),
        };
        return stages.ToDictionary(static s => s.Name, static s => Math.Round(s.Time.TotalSeconds, 3), StringComparer.Ordinal);
    }
}
