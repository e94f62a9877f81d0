namespace RedKube.Core.Jobs;

/// <summary>What has been counted of a job, or what is to be added to that. Times are added up over threads. A value: it is made for every batch.</summary>
public readonly record struct JobTally
{
    /// <summary>Regions of the plan that have a tile to look at.</summary>
    public int Regions { get; init; }

    /// <summary>Of these, regions whose result was there from an earlier run.</summary>
    public int RegionsKept { get; init; }

    /// <summary>Regions whose result is stored, those kept included.</summary>
    public int RegionsDone { get; init; }

    /// <summary>Regions that were given up.</summary>
    public int RegionsFailed { get; init; }

    /// <summary>Tiles of the plan.</summary>
    public long Tiles { get; init; }

    /// <summary>Tiles of regions that were kept.</summary>
    public long TilesKept { get; init; }

    /// <summary>Tiles that the model saw in this run.</summary>
    public long TilesRun { get; init; }

    /// <summary>Tiles of this run whose pixels were all missing.</summary>
    public long TilesSkipped { get; init; }

    /// <summary>Pixels of the image under the plan's tiles.</summary>
    public long Pixels { get; init; }

    /// <summary>Detections before merging.</summary>
    public long Detections { get; init; }

    /// <summary>Time that readers spent reading and decoding.</summary>
    public TimeSpan Read { get; init; }

    /// <summary>Time that lanes spent copying pixels into the model's input.</summary>
    public TimeSpan Load { get; init; }

    /// <summary>Time that the model ran.</summary>
    public TimeSpan Run { get; init; }

    /// <summary>Time that lanes spent decoding what the model reported.</summary>
    public TimeSpan Collect { get; init; }

    /// <summary>Time since the first region of this run was claimed.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Time that planning took.</summary>
    public TimeSpan Planning { get; init; }

    /// <summary>Both together, but for <see cref="Elapsed"/>, which stays.</summary>
    /// <param name="other">What is added.</param>
    public JobTally Add(JobTally other) => this with
    {
        Regions = Regions + other.Regions,
        RegionsKept = RegionsKept + other.RegionsKept,
        RegionsDone = RegionsDone + other.RegionsDone,
        RegionsFailed = RegionsFailed + other.RegionsFailed,
        Tiles = Tiles + other.Tiles,
        TilesKept = TilesKept + other.TilesKept,
        TilesRun = TilesRun + other.TilesRun,
        TilesSkipped = TilesSkipped + other.TilesSkipped,
        Pixels = Pixels + other.Pixels,
        Detections = Detections + other.Detections,
        Read = Read + other.Read,
        Load = Load + other.Load,
        Run = Run + other.Run,
        Collect = Collect + other.Collect,
        Planning = Planning + other.Planning,
    };

    /// <summary>The same as progress.</summary>
    /// <param name="job">The job.</param>
    /// <param name="state">Where it stands.</param>
    public JobProgress ToProgress(JobId job, JobState state)
    {
        var here = TilesRun + TilesSkipped;
        var pixelsPerTile = Tiles == 0 ? 0 : (double)Pixels / Tiles;
        var seconds = Elapsed.TotalSeconds;
        var tilesPerSecond = seconds > 0 ? here / seconds : 0;
        return new JobProgress(job, state)
        {
            Regions = Regions,
            RegionsDone = RegionsDone,
            RegionsFailed = RegionsFailed,
            Tiles = Tiles,
            TilesDone = here + TilesKept,
            TilesSkipped = TilesSkipped,
            Pixels = Pixels,
            PixelsDone = (long)((here + TilesKept) * pixelsPerTile),
            Detections = Detections,
            Elapsed = Elapsed,
            MegapixelsPerSecond = tilesPerSecond * pixelsPerTile / 1e6,
            TimeLeft = tilesPerSecond > 0 ? TimeSpan.FromSeconds(Math.Max(0, Tiles - TilesKept - here) / tilesPerSecond) : null,
        };
    }
}
