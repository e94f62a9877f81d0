namespace RedKube.Core.Jobs;

/// <summary>What a worker says of itself every few seconds.</summary>
/// <param name="Id">Names it: host and process, or what the cluster calls it.</param>
public sealed record WorkerStatus(string Id)
{
    /// <summary>The machine.</summary>
    public string Host { get; init; } = "";

    /// <summary>What the model runs on, as the detector words it; empty while none is loaded.</summary>
    public string Device { get; init; } = "";

    /// <summary>The queue of the loaded model; empty while none is loaded.</summary>
    public string Model { get; init; } = "";

    /// <summary>Regions in work.</summary>
    public IReadOnlyList<WorkItem> InWork { get; init; } = [];

    /// <summary>Tiles that the model saw in a second, over the last beat.</summary>
    public double TilesPerSecond { get; init; }

    /// <summary>What it waits for, in words (no space, storage away, stopping); null: it works or is ready to.</summary>
    public string? Waits { get; init; }

    /// <summary>When it was last heard of.</summary>
    public DateTimeOffset Seen { get; init; }
}
