namespace Aspire.StackExchange.Redis;

/// <summary>How a service uses Redis.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>The whole connection string, as StackExchange.Redis reads it.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves out the health check. Default false.</summary>
    public bool DisableHealthChecks { get; set; }
}
