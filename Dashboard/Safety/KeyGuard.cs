using System.Collections.Concurrent;

namespace RedKube.Dashboard.Safety;

/// <summary>Slows down who guesses keys: ten wrong ones a minute from one address, then none is looked at. Safe for any number of threads.</summary>
/// <param name="time">The clock.</param>
internal sealed class KeyGuard(TimeProvider time)
{
    private const int Most = 10;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Wrong)> tries = new(StringComparer.Ordinal);

    /// <summary>Whether a key from an address is looked at.</summary>
    /// <param name="address">The address.</param>
    public bool MayTry(string address) => !tries.TryGetValue(address, out var entry) || entry.Wrong < Most || time.GetUtcNow() - entry.Since > Window;

    /// <summary>Notes a wrong key.</summary>
    /// <param name="address">Where it came from.</param>
    public void Note(string address)
    {
        var now = time.GetUtcNow();
        if (tries.Count > MostAddresses)
        {
            tries.Clear();
        }

        tries.AddOrUpdate(address, (now, 1), (_, old) => now - old.Since > Window ? (now, 1) : (old.Since, old.Wrong + 1));
    }
}
