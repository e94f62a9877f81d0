using RedKube.Core.Jobs;

namespace RedKube.Tiler;

/// <summary>What the tiler plans for.</summary>
public sealed record TilerOptions
{
    /// <summary>Decoded pixels that a worker may hold, bytes; 256 MB.</summary>
    public long CacheBytes { get; init; } = JobPlanner.UsualMemoryBytes;

    /// <summary>How often leases are renewed; 10 s.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(10);
}
