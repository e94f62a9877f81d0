using System.Globalization;

namespace RedKube.Bench.Pipeline;

/// <summary>CPU seconds of this process by the names of its threads: lanes, readers, the runtime's own. Empty where the system does not tell (no /proc).</summary>
internal static class ThreadTimes
{
    private const string Tasks = "/proc/self/task";

    /// <summary>Seconds by name; threads that have ended are not in it.</summary>
    public static IReadOnlyDictionary<string, double> Now()
    {
        var seconds = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var task in Directory.Exists(Tasks) ? Directory.GetDirectories(Tasks) : [])
        {
            if (Read(Path.Combine(task, "comm")) is { } name && Read(Path.Combine(task, "schedstat")) is { } times)
            {
                // "reader 0" and "reader 1" are one sort of thread.
                var sort = name.Trim().TrimEnd([.. "0123456789 "]);
                var nanoseconds = long.Parse(times.Split(' ')[0], CultureInfo.InvariantCulture);
                seconds[sort] = seconds.GetValueOrDefault(sort) + (nanoseconds / 1e9);
            }
        }

        return seconds;
    }

    /// <summary>What was added between two moments, the most first.</summary>
    public static string Between(IReadOnlyDictionary<string, double> first, IReadOnlyDictionary<string, double> last) => string.Join(
        ", ",
        last.Select(t => (Name: t.Key, Seconds: t.Value - first.GetValueOrDefault(t.Key))).Where(static t => t.Seconds >= 0.005)
            .OrderByDescending(static t => t.Seconds).Select(static t => $"{t.Name} {t.Seconds:0.00}"));

    // A thread may end while it is looked at.
    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
