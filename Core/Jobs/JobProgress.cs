namespace RedKube.Core.Jobs;

/// <summary>How far a job is.</summary>
/// <param name="Job">The job.</param>
/// <param name="State">Where it stands.</param>
public sealed record JobProgress(JobId Job, JobState State) : JobEvent(Job)
{
    /// <summary>Regions of the plan that have a tile to look at.</summary>
    public int Regions { get; init; }

    /// <summary>Regions with a stored result, those of earlier runs included.</summary>
    public int RegionsDone { get; init; }

    /// <summary>Regions that were given up.</summary>
    public int RegionsFailed { get; init; }

    /// <summary>Tiles of the plan.</summary>
    public long Tiles { get; init; }

    /// <summary>Tiles that were looked at, those of earlier runs included.</summary>
    public long TilesDone { get; init; }

    /// <summary>Of these, tiles whose pixels were all missing.</summary>
    public long TilesSkipped { get; init; }

    /// <summary>Pixels of the image under the plan's tiles.</summary>
    public long Pixels { get; init; }

    /// <summary>Pixels that were looked at, those of earlier runs included.</summary>
    public long PixelsDone { get; init; }

    /// <summary>Detections before merging, so far.</summary>
    public long Detections { get; init; }

    /// <summary>Time since this run's first read.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Million pixels a second, over this run; 0 while nothing is known.</summary>
    public double MegapixelsPerSecond { get; init; }

    /// <summary>Estimated time that detection still takes; null while nothing is known.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
