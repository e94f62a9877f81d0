namespace RedKube.Cli.Terminal;

/// <summary>How far a job is.</summary>
/// <param name="Stage">What is being done: planning, detecting, merging, writing.</param>
/// <param name="Done">Tiles that are done, those of an earlier run included.</param>
/// <param name="Total">Tiles in all; 0 while it is not known.</param>
/// <param name="DoneHere">Tiles that this run has done: what the rate is made of.</param>
/// <param name="PixelsPerTile">Pixels of the image that one tile adds, in the mean.</param>
/// <param name="Detections">Detections so far, before they are merged.</param>
internal readonly record struct ProgressState(string Stage, long Done, long Total, long DoneHere, double PixelsPerTile, long Detections)
{
    /// <summary>0 to 1.</summary>
    public double Part => Total > 0 ? Math.Min(1, (double)Done / Total) : 0;

    /// <summary>Megapixels per second since this run began.</summary>
    /// <param name="elapsed">Time since then.</param>
    public double Rate(TimeSpan elapsed) => elapsed.TotalSeconds > 0 ? DoneHere * PixelsPerTile / 1e6 / elapsed.TotalSeconds : 0;

    /// <summary>The time that the rest will take at the rate so far; null while it cannot be told.</summary>
    /// <param name="elapsed">Time since this run began.</param>
    public TimeSpan? Left(TimeSpan elapsed) => DoneHere > 0 && Total > 0 ? elapsed * ((double)Math.Max(0, Total - Done) / DoneHere) : null;

    /// <summary>Rate, time left and detections, as both views show them.</summary>
    /// <param name="elapsed">Time since this run began.</param>
    public string Figures(TimeSpan elapsed) =>
        (DoneHere > 0 ? $"{Quantity.Figures(Rate(elapsed))} Mpx/s · " : "")
        + (Left(elapsed) is { } left && Done < Total ? $"{Quantity.Time(left)} left · " : "")
        + Quantity.Count(Detections, "detection");
}
