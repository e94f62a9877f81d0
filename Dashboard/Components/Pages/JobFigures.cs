using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Components.Pages;

/// <summary>What is told of a job's run: what was counted in it, or, of a job that ended before this server was started, what its report holds.</summary>
/// <param name="record">The job.</param>
internal sealed class JobFigures(JobRecord record)
{
    private readonly Core.Outputs.RunReport? report = record.Job.Report;

    /// <summary>Whether it ended before this server was started, or was found done when it was submitted: nobody knows any more when.</summary>
    public bool IsEarlier { get; } = record.Job.State.IsFinal() && record.Tally.Tiles == 0;

    /// <summary>How far it is.</summary>
    public JobProgress Progress => IsEarlier && report is not null
        ? new JobProgress(record.Job.Id, record.Job.State)
        {
            Regions = report.Regions,
            RegionsDone = report.Regions - record.Job.Missing.Count,
            RegionsFailed = record.Job.Missing.Count,
            Tiles = report.TilesRun + report.TilesSkipped,
            TilesDone = report.TilesRun + report.TilesSkipped,
            Detections = report.Detections,
            MegapixelsPerSecond = report.MegapixelsPerSecond,
        }
        : record.Tally.ToProgress(record.Job.Id, record.Job.State);

    /// <summary>Whether <see cref="Found"/> counts objects: tiles see those on their borders more than once until they are joined.</summary>
    public bool IsMerged => report is not null && record.Job.State is JobState.Done or JobState.Partial;

    /// <summary>Detections of the result; before there is one, those of all tiles so far; null where nobody knows.</summary>
    public long? Found => IsMerged ? report!.Features.Values.Sum() : IsEarlier ? null : record.Tally.Detections;

    /// <summary>From its start to its end; null where nobody knows.</summary>
    public TimeSpan? Took => record.Ended is not { } ended ? null : !IsEarlier ? ended - record.Submitted : report is null ? null : Spent("plan") + Spent("detect") + Spent("merge") + Spent("write");

    /// <summary>Time that a stage took, or that threads spent with a part of it; zero where nobody knows.</summary>
    /// <param name="part">A name of the run report.</param>
    public TimeSpan Spent(string part) => report is not null ? TimeSpan.FromSeconds(report.Seconds.GetValueOrDefault(part)) : part switch
    {
        "plan" => record.Tally.Planning,
        "detect" => record.Tally.Elapsed,
        "read" => record.Tally.Read,
        "load" => record.Tally.Load,
        "run" => record.Tally.Run,
        "collect" => record.Tally.Collect,
        _ => TimeSpan.Zero,
    };
}
