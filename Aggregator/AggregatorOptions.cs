namespace RedKube.Aggregator;

/// <summary>How the aggregator works.</summary>
public sealed record AggregatorOptions
{
    /// <summary>How often leases are renewed; 10 s.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a full disk ends the job (the command line) instead of being waited for (a service).</summary>
    public bool EndsJobWithoutSpace { get; init; } = true;
}
