using System.Security.Cryptography;
using System.Text;
using RedKube.Core.Errors;

namespace RedKube.Dashboard.Safety;

/// <summary>The keys that let programs and people in. Only their hashes are held. Immutable.</summary>
internal sealed class ApiKeys
{
    private const int ShortestKey = 16;
    private readonly IReadOnlyList<(byte[] Hash, string Role)> keys;

    private ApiKeys(IReadOnlyList<(byte[] Hash, string Role)> keys) => this.keys = keys;

    /// <summary>Whether there are any.</summary>
    public bool Any => keys.Count > 0;

    /// <summary>Reads a file of keys, a line each: <c>viewer KEY</c> or <c>operator KEY</c>; # begins a comment.</summary>
    /// <param name="path">The file, or null for none.</param>
    /// <exception cref="RedKubeException">RK5006 where it cannot be read or has a line of another kind.</exception>
    public static ApiKeys Read(string? path)
    {
        if (path is null)
        {
            return new ApiKeys([]);
        }

        try
        {
            var lines = File.ReadLines(path).Select(static l => l.Trim()).Where(static l => l.Length > 0 && l[0] != '#').ToList();
            return lines.Count == 0
                ? throw Unusable(path, "it holds no key")
                : new ApiKeys([.. lines.Select((line, i) => Parse(path, line, i + 1))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e.Message);
        }
    }

    /// <summary>The role that a key gives, or null. Takes the same time for every wrong key.</summary>
    /// <param name="key">What was sent.</param>
    public string? RoleOf(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        string? role = null;
        foreach (var (known, gives) in keys)
        {
            role = CryptographicOperations.FixedTimeEquals(known, hash) ? gives : role;
        }

        return role;
    }

    private static (byte[] Hash, string Role) Parse(string path, string line, int number)
    {
        var parts = line.Split((char[])[' ', '\t', ':'], 2, StringSplitOptions.TrimEntries);
        return parts is [Roles.Viewer or Roles.Operator, { Length: >= ShortestKey } key]
            ? (SHA256.HashData(Encoding.UTF8.GetBytes(key)), parts[0])
            : throw Unusable(path, $"its key number {number} is not 'viewer KEY' or 'operator KEY' with a key of {ShortestKey} characters or more");
    }

    private static RedKubeException Unusable(string path, string why) => new(ErrorCode.ServerUnprotected, $"The file of API keys {path} cannot be used: {why}.");
}
