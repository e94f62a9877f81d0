namespace RedKube.Aggregator;

/// <summary>How the aggregator works.</summary>
public sealed record AggregatorOptions
{
    /// <summary>How often leases are renewed; 10 s.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(10);
}
