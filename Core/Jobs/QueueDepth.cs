namespace RedKube.Core.Jobs;

/// <summary>How much work of one stage (and, for detection, one model) a queue holds.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Model">The model's queue; empty for stages that serve all models.</param>
public sealed record QueueDepth(WorkStage Stage, string Model)
{
    /// <summary>Pieces that could be claimed now, those of paused jobs not counted.</summary>
    public int Ready { get; init; }

    /// <summary>Pieces that are claimed.</summary>
    public int Leased { get; init; }

    /// <summary>Pieces that wait for another attempt.</summary>
    public int Delayed { get; init; }

    /// <summary>Pieces of paused jobs.</summary>
    public int Paused { get; init; }

    /// <summary>Pieces that were given up, of jobs that have not ended.</summary>
    public int Dead { get; init; }

    /// <summary>Most pieces that may be claimed at a time, or null.</summary>
    public int? Limit { get; init; }
}
