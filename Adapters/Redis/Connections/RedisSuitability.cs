using System.Globalization;
using RedKube.Core.Errors;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Connections;

/// <summary>Whether a server can be trusted with jobs: Redis 7 or later, one primary, nothing evicted.</summary>
internal static class RedisSuitability
{
    /// <summary>Checks the server.</summary>
    /// <param name="database">The server.</param>
    /// <exception cref="RedKubeException">RK5005.</exception>
    public static async Task RequireAsync(IDatabaseAsync database)
    {
        Require(Parse((string?)await database.ExecuteAsync("INFO") ?? ""));
    }

    /// <summary>Checks what INFO says.</summary>
    /// <param name="info">Names and values; what is missing is not held against the server.</param>
    /// <exception cref="RedKubeException">RK5005.</exception>
    public static void Require(IReadOnlyDictionary<string, string> info)
    {
        var version = info.GetValueOrDefault("redis_version", "7");
        if (!int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major < 7)
        {
            throw Refusal($"Redis {version} was found; 7.0 or later is needed. Install a newer one.");
        }

        if (info.GetValueOrDefault("cluster_enabled", "0") != "0")
        {
            throw Refusal("A Redis Cluster was found; one primary is needed, because a job's keys change together. Name a server without cluster-enabled.");
        }

        var policy = info.GetValueOrDefault("maxmemory_policy", "noeviction");
        if (policy != "noeviction")
        {
            throw Refusal($"Redis' maxmemory-policy is {policy}; noeviction is needed, or work would vanish when memory is short. Set maxmemory-policy noeviction.");
        }
    }

    /// <summary>Lines NAME:VALUE; those of comments (# Server) and empty ones are left out.</summary>
    /// <param name="info">What INFO gave.</param>
    public static IReadOnlyDictionary<string, string> Parse(string info) => info.Split('\n')
        .Select(static l => l.TrimEnd('\r').Split(':', 2))
        .Where(static p => p.Length == 2 && !p[0].StartsWith('#'))
        .GroupBy(static p => p[0], static p => p[1], StringComparer.Ordinal)
        .ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);

    private static RedKubeException Refusal(string message) => new(ErrorCode.QueueServerUnsuitable, message);
}
