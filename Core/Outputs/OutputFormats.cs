using RedKube.Core.Errors;

namespace RedKube.Core.Outputs;

/// <summary>The output formats' names, which are also the endings of their files.</summary>
public static class OutputFormats
{
    /// <summary>RFC 7946.</summary>
    public const string GeoJson = "geojson";

    /// <summary>RFC 8142: a feature a line.</summary>
    public const string GeoJsonSeq = "geojsonseq";

    /// <summary>OGC GeoPackage.</summary>
    public const string GeoPackage = "gpkg";

    /// <summary>FlatGeobuf.</summary>
    public const string FlatGeobuf = "fgb";

    /// <summary>RFC 4180 with the geometry as WKT.</summary>
    public const string Csv = "csv";

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [GeoJson, GeoJsonSeq, GeoPackage, FlatGeobuf, Csv];

    /// <summary>The format that a file's ending stands for: one of the names, or .json, .geojsonl, .geojsons, .ndjson as others spell them.</summary>
    /// <param name="path">A path or address; query and fragment do not count.</param>
    /// <returns>The format, or null where the ending stands for none.</returns>
    public static string? FromPath(string path)
    {
        var end = path.Contains("://", StringComparison.Ordinal) ? path.AsSpan().IndexOfAny('?', '#') : -1;
        var ending = Path.GetExtension(end < 0 ? path : path[..end]).TrimStart('.');
        return ending.ToLowerInvariant() switch
        {
            "json" => GeoJson,
            "geojsonl" or "geojsons" or "ndjson" => GeoJsonSeq,
            var other => All.FirstOrDefault(format => format == other),
        };
    }

    /// <summary>Settles the format of an output.</summary>
    /// <param name="path">The output file.</param>
    /// <param name="format">What was asked for, or null to go by the ending.</param>
    /// <exception cref="RedKubeException">RK4006: the ending or the name is not known. RK1002: they disagree.</exception>
    public static string Resolve(string path, string? format)
    {
        var byEnding = FromPath(path);
        var names = string.Join(", ", All);
        if (format is null)
        {
            return byEnding ?? throw new RedKubeException(
                ErrorCode.FormatUnknown, $"The ending of {path} stands for no output format. Endings are {names}; or name one with --format.");
        }

        if (!All.Contains(format, StringComparer.Ordinal))
        {
            throw new RedKubeException(ErrorCode.FormatUnknown, $"There is no output format '{format}'. Formats are {names}.");
        }

        return byEnding is null || byEnding == format
            ? format
            : throw new RedKubeException(
                ErrorCode.OptionsConflict, $"The output {path} ends as {byEnding}, but --format says {format}. Change one of the two.");
    }
}
