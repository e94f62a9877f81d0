using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Api;

/// <summary>How far a job is.</summary>
public sealed record ProgressView
{
    /// <summary>Regions of the plan.</summary>
    public int Regions { get; init; }

    /// <summary>Regions with a stored result.</summary>
    public int RegionsDone { get; init; }

    /// <summary>Regions that were given up.</summary>
    public int RegionsFailed { get; init; }

    /// <summary>Tiles of the plan.</summary>
    public long Tiles { get; init; }

    /// <summary>Tiles that were looked at.</summary>
    public long TilesDone { get; init; }

    /// <summary>0 to 1, of the tiles.</summary>
    public double Fraction { get; init; }

    /// <summary>Detections before merging, so far.</summary>
    public long Detections { get; init; }

    /// <summary>Seconds since this run's first read.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>Million pixels a second.</summary>
    public double MegapixelsPerSecond { get; init; }

    /// <summary>Seconds that detection still takes, or null.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Shows progress.</summary>
    /// <param name="progress">The progress.</param>
    public static ProgressView Of(JobProgress progress) => new()
    {
        Regions = progress.Regions,
        RegionsDone = progress.RegionsDone,
        RegionsFailed = progress.RegionsFailed,
        Tiles = progress.Tiles,
        TilesDone = progress.TilesDone,
        Fraction = progress.State is JobState.Done ? 1 : progress.Tiles == 0 ? 0 : Math.Round(Math.Min(1, (double)progress.TilesDone / progress.Tiles), 4),
        Detections = progress.Detections,
        ElapsedSeconds = Math.Round(progress.Elapsed.TotalSeconds, 1),
        MegapixelsPerSecond = Math.Round(progress.MegapixelsPerSecond, 2),
        SecondsLeft = progress.TimeLeft is { } left ? Math.Round(left.TotalSeconds, 1) : null,
    };
}
