using System.Globalization;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Store;

/// <summary>A tally as fields of a hash, each of which Redis can add to. Times are in ticks of 100 ns.</summary>
internal static class TallyFields
{
    private static readonly (string Name, Func<JobTally, long> Get, Func<JobTally, long, JobTally> Set)[] Fields =
    [
        ("regions", static t => t.Regions, static (t, v) => t with { Regions = (int)v }),
        ("regionsKept", static t => t.RegionsKept, static (t, v) => t with { RegionsKept = (int)v }),
        ("regionsDone", static t => t.RegionsDone, static (t, v) => t with { RegionsDone = (int)v }),
        ("regionsFailed", static t => t.RegionsFailed, static (t, v) => t with { RegionsFailed = (int)v }),
        ("tiles", static t => t.Tiles, static (t, v) => t with { Tiles = v }),
        ("tilesKept", static t => t.TilesKept, static (t, v) => t with { TilesKept = v }),
        ("tilesRun", static t => t.TilesRun, static (t, v) => t with { TilesRun = v }),
        ("tilesSkipped", static t => t.TilesSkipped, static (t, v) => t with { TilesSkipped = v }),
        ("pixels", static t => t.Pixels, static (t, v) => t with { Pixels = v }),
        ("detections", static t => t.Detections, static (t, v) => t with { Detections = v }),
        ("read", static t => t.Read.Ticks, static (t, v) => t with { Read = TimeSpan.FromTicks(v) }),
        ("load", static t => t.Load.Ticks, static (t, v) => t with { Load = TimeSpan.FromTicks(v) }),
        ("run", static t => t.Run.Ticks, static (t, v) => t with { Run = TimeSpan.FromTicks(v) }),
        ("collect", static t => t.Collect.Ticks, static (t, v) => t with { Collect = TimeSpan.FromTicks(v) }),
        ("planning", static t => t.Planning.Ticks, static (t, v) => t with { Planning = TimeSpan.FromTicks(v) }),
    ];

    /// <summary>Names and values, one after the other, of what is not zero.</summary>
    /// <param name="delta">What is to be added.</param>
    public static IEnumerable<RedisValue> Write(JobTally delta) => Fields
        .Select(f => (f.Name, Value: f.Get(delta)))
        .Where(static f => f.Value != 0)
        .SelectMany(static f => new RedisValue[] { f.Name, f.Value });

    /// <summary>Reads a tally.</summary>
    /// <param name="fields">Names and values, one after the other; others, such as a process's number, are left out.</param>
    public static JobTally Read(IReadOnlyList<string> fields)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < fields.Count; i += 2)
        {
            values[fields[i]] = long.Parse(fields[i + 1], CultureInfo.InvariantCulture);
        }

        var tally = Fields.Aggregate(new JobTally(), (t, f) => values.TryGetValue(f.Name, out var value) ? f.Set(t, value) : t);
        return values.TryGetValue("started", out var started) && values.TryGetValue("counted", out var counted)
            ? tally with { Elapsed = TimeSpan.FromMilliseconds(counted - started) }
            : tally;
    }
}
