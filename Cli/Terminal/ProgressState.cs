using RedKube.Core.Jobs;

namespace RedKube.Cli.Terminal;

/// <summary>How far a job is, as it is shown.</summary>
/// <param name="Stage">What is being done: planning, detecting, merging.</param>
/// <param name="Done">Tiles that are done, those of an earlier run included.</param>
/// <param name="Total">Tiles in all; 0 while it is not known.</param>
/// <param name="Rate">Megapixels per second over this run; 0 while it is not known.</param>
/// <param name="Left">The time that detection still takes; null while it cannot be told.</param>
/// <param name="Detections">Detections so far, before they are merged.</param>
internal readonly record struct ProgressState(string Stage, long Done, long Total, double Rate, TimeSpan? Left, long Detections)
{
    /// <summary>0 to 1.</summary>
    public double Part => Total > 0 ? Math.Min(1, (double)Done / Total) : 0;

    /// <summary>Rate, time left and detections, as both views show them.</summary>
    public string Figures =>
        Stage == Merging
            ? $"merging {Quantity.Count(Detections, "detection")}"
            : (Rate > 0 ? $"{Quantity.Figures(Rate)} Mpx/s · " : "")
            + (Left is { } left && Done < Total ? $"{Quantity.Time(left)} left · " : "")
            + Quantity.Count(Detections, "detection");

    private const string Merging = "merging";

    /// <summary>What is shown of a job's progress.</summary>
    /// <param name="progress">The job's progress.</param>
    public static ProgressState Of(JobProgress progress) => new(
        progress.State switch
        {
            JobState.Queued => "waiting",
            JobState.Running => "detecting",
            JobState.Merging => Merging,
            _ => "planning",
        },
        progress.TilesDone,
        progress.Tiles,
        progress.MegapixelsPerSecond,
        progress.TimeLeft,
        progress.Detections);
}
