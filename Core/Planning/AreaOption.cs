namespace RedKube.Core.Planning;

/// <summary>The value of --area and --area-pixels: WKT, or a path.</summary>
public static class AreaOption
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
    /// <exception cref="Errors.RedKubeException">RK1101: it cannot be read.</exception>
    public static string Resolve(string value, bool inPixels, IAreaReader reader)
    {
        if (!IsWkt(value))
        {
            return inPixels ? reader.ReadPixels(value) : reader.ReadMap(value);
        }

        var geometry = AreaWkt.Parse(value);
        if (!inPixels)
        {
            AreaToPixels.RequireDegrees(geometry);
        }

        return value.Trim();
    }
}
