using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Connections;

/// <summary>Tells a Redis that is away, and comes back, from one that refuses what is asked.</summary>
internal static class RedisFaults
{
    // The server is there and cannot serve now: it loads its file, runs another script, has no memory, is being replaced, misses its replicas, or
    // asks for a password that an operator can still mend.
    private static readonly string[] Passing =
        ["LOADING", "BUSY", "OOM", "MASTERDOWN", "READONLY", "MISCONF", "TRYAGAIN", "NOAUTH", "WRONGPASS", "NOPERM", "NOREPLICAS"];

    /// <summary>Whether it may work later.</summary>
    /// <param name="e">What was thrown.</param>
    public static bool IsAway(Exception e) => e switch
    {
        RedisServerException server => Array.Exists(Passing, p => server.Message.StartsWith(p, StringComparison.Ordinal) || server.Message.Contains(" " + p + " ", StringComparison.Ordinal)),
        RedisConnectionException or TimeoutException or ObjectDisposedException or System.Net.Sockets.SocketException or IOException => true,
        _ => false,
    };

    /// <summary>The cause in one sentence.</summary>
    /// <param name="e">What was thrown.</param>
    public static string Describe(Exception e)
    {
        var text = e.Message.Split('\n')[0].Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}
