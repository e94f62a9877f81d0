using RedKube.ServiceDefaults;

namespace RedKube.Cli.Hosting;

/// <summary>Where jobs are kept and who works on them: a cluster, or this process alone.</summary>
/// <param name="Redis">The cluster's Redis; null: this process does the work.</param>
/// <param name="DataPath">The data folder.</param>
internal sealed record DataSettings(string? Redis, string DataPath)
{
    /// <summary>The same as values of the configuration.</summary>
    public Dictionary<string, string?> ToConfiguration() => new(StringComparer.Ordinal) { [ServiceSettings.RedisKey] = Redis, [ServiceSettings.DataKey] = DataPath };
}
