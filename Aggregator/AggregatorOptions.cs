using RedKube.ServiceDefaults;

namespace RedKube.Aggregator;

/// <summary>How the aggregator works.</summary>
public sealed record AggregatorOptions
{
    /// <summary>How often leases are renewed; 10 s.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a full disk ends the job (the command line) instead of being waited for (a service).</summary>
    public bool EndsJobWithoutSpace { get; init; } = true;

    /// <summary>How a service of a cluster works.</summary>
    /// <param name="settings">What its surroundings say.</param>
    public static AggregatorOptions For(ServiceSettings settings) => new() { RenewEvery = settings.RenewEvery, EndsJobWithoutSpace = false };
}
