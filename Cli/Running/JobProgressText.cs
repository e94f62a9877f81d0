using RedKube.Cli.Terminal;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Running;

/// <summary>What is shown of a job's progress.</summary>
internal static class JobProgressText
{
    /// <summary>The state that a bar or a line shows.</summary>
    /// <param name="progress">The job's progress.</param>
    public static ProgressState Of(JobProgress progress) =>
        new(Stage(progress.State), progress.TilesDone, progress.Tiles, "tile", Figures(progress));

    private static string Stage(JobState state) => state switch
    {
        JobState.Queued => "waiting",
        JobState.Running => "detecting",
        JobState.Merging => "merging",
        _ => "planning",
    };

    private static string Figures(JobProgress progress)
    {
        if (progress.State == JobState.Merging)
        {
            return $"merging {Quantity.Count(progress.Detections, "detection")}";
        }

        var rate = progress.MegapixelsPerSecond > 0 ? $"{Quantity.Figures(progress.MegapixelsPerSecond)} Mpx/s · " : "";
        var left = progress.TimeLeft is { } time && progress.TilesDone < progress.Tiles ? $"{Quantity.Time(time)} left · " : "";
        var failed = progress.RegionsFailed > 0 ? $" · {Quantity.Count(progress.RegionsFailed, "region")} missing" : "";
        return rate + left + Quantity.Count(progress.Detections, "detection") + failed;
    }
}
