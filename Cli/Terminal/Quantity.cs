using System.Globalization;

namespace RedKube.Cli.Terminal;

/// <summary>Numbers as people read them.</summary>
internal static class Quantity
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>1.2 GB; steps of 1000.</summary>
    /// <param name="bytes">Bytes.</param>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= 999.5 && unit < Units.Length - 1; unit++)
        {
            bytes /= 1000;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 || bytes >= 99.95 ? Math.Round(bytes) : Math.Round(bytes, 1))} {Units[unit]}");
    }

    /// <summary>12,345.</summary>
    /// <param name="number">A whole number.</param>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1 tile, 2 tiles, 12,345 tiles.</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for several; null: <paramref name="one"/> with an s.</param>
    public static string Count(long number, string one, string? many = null) => $"{Count(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>Three figures, without an exponent: 0.123, 12.3, 1,230.</summary>
    /// <param name="number">Any number.</param>
    public static string Figures(double number) => Math.Abs(number) switch
    {
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        _ => number.ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>2.3 s, 4 min 05 s, 3 h 12 min, 2 d 4 h.</summary>
    /// <param name="time">How long.</param>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 59.5 => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        _ => LongTime(TimeSpan.FromSeconds(Math.Round(time.TotalSeconds))),
    };

    private static string LongTime(TimeSpan time) => time switch
    {
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
    };
}
