namespace RedKube.Core.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Submitted; nobody works on it yet.</summary>
    Queued,

    /// <summary>A tiler opens the image and plans.</summary>
    Planning,

    /// <summary>Workers detect, region by region.</summary>
    Running,

    /// <summary>Held by its user.</summary>
    Paused,

    /// <summary>An aggregator merges and writes.</summary>
    Merging,

    /// <summary>The output is whole.</summary>
    Done,

    /// <summary>The output is written, but regions are missing; they are listed.</summary>
    Partial,

    /// <summary>There is no output; the cause is stated.</summary>
    Failed,

    /// <summary>Ended by its user; what is done is kept.</summary>
    Cancelled,
}
