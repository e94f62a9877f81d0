using System.Security.Cryptography.X509Certificates;

namespace RedKube.Tests.Shared;

/// <summary>How a test's redis-server is set up.</summary>
internal sealed record RedisServerOptions
{
    /// <summary>everysec or always: what it holds is written to an append-only file and survives a kill; null: nothing is written.</summary>
    public string? AppendFsync { get; init; }

    /// <summary>The password that clients must give, or null.</summary>
    public string? Password { get; init; }

    /// <summary>With it, and its RSA key, only TLS is listened to.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>More of redis-server's own options.</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}
