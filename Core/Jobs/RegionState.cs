namespace RedKube.Core.Jobs;

/// <summary>Where a region stands in the queue.</summary>
public enum RegionState
{
    /// <summary>It can be claimed, or waits for another attempt.</summary>
    Waiting,

    /// <summary>A worker has it.</summary>
    InWork,

    /// <summary>It was given up.</summary>
    GivenUp,
}
