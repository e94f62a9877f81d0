using System.Globalization;

namespace RedKube.Dashboard.Components.Parts;

/// <summary>Numbers and times as the pages write them: thin spaces between thousands, the two largest units of a time.</summary>
internal static class Words
{
    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = "\u202f", NumberGroupSizes = [3] };

    /// <summary>12 345.</summary>
    /// <param name="value">Any number.</param>
    public static string Count(long value) => value.ToString("N0", Grouped);

    /// <summary>1 region, 2 regions.</summary>
    /// <param name="value">How many.</param>
    /// <param name="one">The word for one; others take an s.</param>
    public static string Count(long value, string one) => $"{Count(value)} {one}{(value == 1 ? "" : "s")}";

    /// <summary>0 %, 0.4 %, 63 %: never 100 % before the end.</summary>
    /// <param name="fraction">0 to 1.</param>
    public static string Percent(double fraction) => fraction switch
    {
        >= 1 => "100 %",
        > 0 and < 0.1 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(fraction * 1000) / 10:0.#} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(fraction * 100):0} %"),
    };

    /// <summary>12.3 MP/s.</summary>
    /// <param name="megapixelsPerSecond">Million pixels a second.</param>
    public static string Rate(double megapixelsPerSecond) =>
        string.Create(CultureInfo.InvariantCulture, $"{megapixelsPerSecond.ToString(megapixelsPerSecond < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)} MP/s");

    /// <summary>45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h.</summary>
    /// <param name="span">Zero or more.</param>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
        { TotalSeconds: < 60 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 1 } => $"{span.Minutes} min{(span.Minutes < 10 && span.Seconds > 0 ? $" {span.Seconds} s" : "")}",
        { TotalDays: < 1 } => $"{span.Hours} h{(span.Minutes > 0 ? $" {span.Minutes} min" : "")}",
        _ => $"{(int)span.TotalDays} d{(span.Hours > 0 ? $" {span.Hours} h" : "")}",
    };

    /// <summary>just now, 5 min ago, 3 h ago, 12 Mar 2027.</summary>
    /// <param name="then">When it was.</param>
    /// <param name="now">The time now.</param>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalSeconds: < 45 } => "just now",
        { TotalMinutes: < 60 } ago => $"{Math.Max(1, (int)ago.TotalMinutes)} min ago",
        { TotalHours: < 24 } ago => $"{(int)ago.TotalHours} h ago",
        { TotalDays: < 7 } ago => Count((long)ago.TotalDays, "day") + " ago",
        _ => then.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>12 B, 3.4 MB, 1.2 GB (powers of 1000).</summary>
    /// <param name="bytes">Zero or more.</param>
    public static string Bytes(double bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB", "PB"];
        var unit = 0;
        while (bytes >= 999.5 && unit < units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return bytes.ToString(unit > 0 && bytes < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + units[unit];
    }
}
