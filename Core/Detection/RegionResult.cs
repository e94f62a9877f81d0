namespace RedKube.Core.Detections;

/// <summary>What came of one region. A region without detections has a result too: nothing is a gap.</summary>
public sealed record RegionResult
{
    /// <summary>The job's key, 64 hex digits: a result belongs to one job only.</summary>
    public required string JobKey { get; init; }

    /// <summary>The region's number in the plan.</summary>
    public required int Region { get; init; }

    /// <summary>What made it: runtime and version, provider, device.</summary>
    public required string Runtime { get; init; }

    /// <summary>Tiles in one run of the model.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Tiles that the model saw.</summary>
    public required long TilesRun { get; init; }

    /// <summary>Tiles whose pixels were all missing.</summary>
    public required long TilesSkipped { get; init; }

    /// <summary>Blocks of the file that were decoded for it.</summary>
    public required long BlocksDecoded { get; init; }

    /// <summary>In order of their tiles, and within one in the order in which the detector reported them.</summary>
    public required IReadOnlyList<Detection> Detections { get; init; }
}
