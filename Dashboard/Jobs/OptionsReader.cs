using System.Text.RegularExpressions;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Merging;
using RedKube.Core.Planning;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Jobs;

/// <summary>Reads the options of a request: ranges are those of the command line, and every fault is reported at once.</summary>
internal static partial class OptionsReader
{
    private const int MostArea = 1 << 20;

    private static readonly Dictionary<string, MergeRule> Rules = new(StringComparer.Ordinal)
    {
        ["nms"] = MergeRule.Nms, ["soft-nms"] = MergeRule.SoftNms, ["nmm"] = MergeRule.Nmm, ["wbf"] = MergeRule.Wbf, ["none"] = MergeRule.None,
    };

    private static readonly Dictionary<string, OverlapMetric> Metrics = new(StringComparer.Ordinal) { ["iou"] = OverlapMetric.Iou, ["ios"] = OverlapMetric.Ios };

    /// <summary>Reads options.</summary>
    /// <param name="wanted">What was asked for.</param>
    /// <exception cref="RedKubeException">RK1001, RK1002, RK1003, RK1101.</exception>
    public static DetectOptions Read(JobOptions wanted)
    {
        var faults = Faults(wanted).ToList();
        if (faults.Count > 0)
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, string.Join(" ", faults));
        }

        if (wanted.Range is { } range)
        {
            RangeChoice.Parse(range);
        }

        return new DetectOptions
        {
            TileSize = wanted.TileSize,
            Overlap = wanted.Overlap is { } overlap ? TileOverlap.Parse(overlap) : TileOverlap.Default,
            RegionSize = wanted.RegionSize ?? 8192,
            Confidence = wanted.Confidence,
            Classes = wanted.Classes is { Count: > 0 } classes ? classes : null,
            BatchSize = wanted.BatchSize,
            Device = wanted.Device ?? "auto",
            Merge = Rules[wanted.Merge ?? "nms"],
            Metric = Metrics[wanted.Metric ?? "iou"],
            MergeThreshold = wanted.MergeThreshold ?? 0.5,
            ClassAgnostic = wanted.ClassAgnostic,
            Area = Wkt(wanted.Area, inPixels: false),
            AreaPixels = Wkt(wanted.AreaPixels, inPixels: true),
            Bands = wanted.Bands is { Count: > 0 } bands ? bands : null,
            Range = wanted.Range,
            Nodata = wanted.Nodata is null ? NodataChoice.FromFile : NodataChoice.TryParse(wanted.Nodata)!,
            HeightMetres = wanted.Height,
        };
    }

    private static IEnumerable<string> Faults(JobOptions wanted)
    {
        if (wanted.TileSize is < 1 or > 65_536)
        {
            yield return $"tileSize is {wanted.TileSize}; it must be 1 to 65536.";
        }

        if (wanted.RegionSize is < Planner.SmallestRegion or > 1 << 20)
        {
            yield return $"regionSize is {wanted.RegionSize}; it must be {Planner.SmallestRegion} to {1 << 20}.";
        }

        if (wanted.Confidence is { } confidence && !(confidence is >= 0 and <= 1))
        {
            yield return $"confidence is {confidence}; it must be 0 to 1.";
        }

        if (wanted.BatchSize is < 1 or > 1024)
        {
            yield return $"batchSize is {wanted.BatchSize}; it must be 1 to 1024.";
        }

        if (wanted.MergeThreshold is { } threshold && !(threshold is > 0 and <= 1))
        {
            yield return $"mergeThreshold is {threshold}; it must be above 0, to 1.";
        }

        foreach (var fault in WordFaults(wanted))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> WordFaults(JobOptions wanted)
    {
        if (wanted.Device is { } device && !Devices().IsMatch(device))
        {
            yield return "device is none of auto, cpu, cuda, cuda:N, tensorrt.";
        }

        if (wanted.Merge is { } merge && !Rules.ContainsKey(merge))
        {
            yield return $"merge is none of {string.Join(", ", Rules.Keys)}.";
        }

        if (wanted.Metric is { } metric && !Metrics.ContainsKey(metric))
        {
            yield return "metric is none of iou, ios.";
        }

        if (wanted.Bands is { Count: > 64 } || wanted.Bands?.Any(static b => b < 1) == true)
        {
            yield return "bands must be at most 64 numbers from 1 on.";
        }

        if (wanted.Nodata is { } nodata && NodataChoice.TryParse(nodata) is null)
        {
            yield return "nodata is neither a number nor nan nor none.";
        }

        if (wanted.Area?.Length > MostArea || wanted.AreaPixels?.Length > MostArea)
        {
            yield return $"The area's text has more than {MostArea} characters.";
        }
    }

    // Files of areas are read by the command line on its own machine; here only the content comes.
    private static string? Wkt(string? text, bool inPixels) => text switch
    {
        null or "" => null,
        _ when AreaOption.IsWkt(text) => AreaOption.Resolve(text, inPixels, NoFiles.Instance),
        _ => throw new RedKubeException(ErrorCode.AreaUnreadable, "The area is no WKT. Expected POLYGON, MULTIPOLYGON or GEOMETRYCOLLECTION."),
    };

    [GeneratedRegex("^(auto|cpu|cuda(:[0-9]{1,3})?|tensorrt)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Devices();

    private sealed class NoFiles : IAreaReader
    {
        public static NoFiles Instance { get; } = new();

        public string ReadMap(string path) => throw new InvalidOperationException("Only WKT comes here.");

        public string ReadPixels(string path) => throw new InvalidOperationException("Only WKT comes here.");
    }
}
