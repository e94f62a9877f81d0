namespace RedKube.Core.Jobs;

/// <summary>The stages through which a job goes; each is claimed from the queue under a lease.</summary>
public enum WorkStage
{
    /// <summary>A tiler opens the image, plans, and enqueues the regions. One item a job.</summary>
    Plan,

    /// <summary>A worker detects in one region. One item a region.</summary>
    Detect,

    /// <summary>An aggregator merges and writes. One item a job; the queue makes it once every region is done or given up.</summary>
    Merge,
}
