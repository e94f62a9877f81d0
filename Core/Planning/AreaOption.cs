using System.Text.RegularExpressions;
using RedKube.Core.Errors;

namespace RedKube.Core.Planning;

/// <summary>The value of --area and --area-pixels: WKT, or a path.</summary>
public static partial class AreaOption
{
    private static readonly string[] Words = ["POLYGON", "MULTIPOLYGON", "GEOMETRYCOLLECTION"];

    /// <summary>Whether a value is WKT: it begins with POLYGON, MULTIPOLYGON or GEOMETRYCOLLECTION, in any case. Anything else is a path.</summary>
    /// <param name="value">The option's value.</param>
    public static bool IsWkt(string value)
    {
        var text = value.AsSpan().TrimStart();
        foreach (var word in Words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || text[word.Length] is ' ' or '(' or '\t' or '\r' or '\n'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The content of a value as WKT, checked: what a job stores, so that it never depends on a file.</summary>
    /// <param name="value">WKT, or the path of a vector file.</param>
    /// <param name="inPixels">Whether it is --area-pixels.</param>
    /// <param name="reader">Reads files.</param>
    /// <exception cref="RedKubeException">RK1101: it cannot be read.</exception>
    public static string Resolve(string value, bool inPixels, IAreaReader reader)
    {
        if (!IsWkt(value))
        {
            RequirePath(value);
            return inPixels ? reader.ReadPixels(value) : reader.ReadMap(value);
        }

        var geometry = AreaWkt.Parse(value);
        if (!inPixels)
        {
            AreaToPixels.RequireDegrees(geometry);
        }

        return value.Trim();
    }

    // Well-known text of another kind is no file, and to say that there is no such file would not help.
    private static void RequirePath(string value)
    {
        if (OtherWkt().Match(value) is { Success: true } match)
        {
            var found = match.Groups["srid"].Success
                ? $"The area begins with {match.Groups["srid"].Value}. Leave that out"
                : $"The area is a {match.Groups["type"].Value.ToUpperInvariant()}, which encloses nothing";
            throw new RedKubeException(
                ErrorCode.AreaUnreadable, $"{found}; expected POLYGON or MULTIPOLYGON, in lon lat of WGS 84 or in pixels, or the path of a vector file. Example: POLYGON ((15 46, 16 46, 16 47, 15 46)).");
        }
    }

    // SRID=4326;POLYGON((…)), POINT(0 0), linestring Z (…), MULTIPOINT EMPTY; not "point (1).geojson".
    [GeneratedRegex(
        @"^\s*(?:(?<srid>SRID=\d+;)|(?<type>POINT|LINESTRING|MULTIPOINT|MULTILINESTRING|LINEARRING|CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON|MULTICURVE|MULTISURFACE|POLYHEDRALSURFACE|TIN|TRIANGLE)\s*(?:ZM?|M)?\s*(?:\(.*\)|EMPTY)\s*$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex OtherWkt();
}
