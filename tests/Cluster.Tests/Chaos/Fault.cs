namespace RedKube.Cluster.Tests.Chaos;

/// <summary>What is done to a cluster.</summary>
internal enum Fault
{
    /// <summary>A worker is killed with -9, and another is started.</summary>
    KillWorker,

    /// <summary>A tiler is killed with -9, and another is started.</summary>
    KillTiler,

    /// <summary>An aggregator is killed with -9, and another is started.</summary>
    KillAggregator,

    /// <summary>A service is stopped where it stands, past its lease, and let go on.</summary>
    StopPastLease,

    /// <summary>Redis is killed with -9 and started again with what its append-only file holds.</summary>
    RestartRedis,

    /// <summary>All connections to Redis are cut, and new ones for a moment.</summary>
    CutConnections,

    /// <summary>Redis loses all it knows.</summary>
    FlushAll,

    /// <summary>The disk of the data folder is full for a while.</summary>
    FillDisk,
}
