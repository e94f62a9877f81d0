using System.Globalization;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Cli.Parsing;

/// <summary>Values that are more than a number or a word: 20%, 10m, 1,2,3, percentile, cuda:1.</summary>
internal static class CompoundValues
{
    /// <summary>64 or 20%.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="option">--overlap.</param>
    /// <returns>Makes the overlap; throws RK1003 for 100 per cent of a tile or more, which is a matter of the value, not of the command line's form.</returns>
    public static Func<TileOverlap> Overlap(this OptionReader reader, TextOption option)
    {
        if (reader.Text(option) is not { } text)
        {
            return static () => TileOverlap.Default;
        }

        var percent = text.EndsWith('%');
        if (OptionReader.TryNumber(percent ? text[..^1] : text, out var amount) && amount >= 0 && (percent || (amount == Math.Floor(amount) && amount <= int.MaxValue)))
        {
            return () => percent ? TileOverlap.OfPercent(amount) : TileOverlap.OfPixels((int)amount);
        }

        reader.Faults.Add($"{option.Name}: found \"{text}\", expected whole pixels (128) or per cent of a tile (20%), 0 or more.");
        return static () => TileOverlap.Default;
    }

    /// <summary>90s, 10m, 2h, or seconds without a unit.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="option">--stall-timeout.</param>
    /// <param name="least">The shortest that is allowed.</param>
    /// <param name="most">The longest that is allowed.</param>
    public static TimeSpan? Duration(this OptionReader reader, TextOption option, TimeSpan least, TimeSpan most)
    {
        if (reader.Text(option) is not { } text)
        {
            return null;
        }

        var unit = char.ToLowerInvariant(text[^1]) switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        if (OptionReader.TryNumber(unit == 0 ? text : text[..^1], out var amount)
            && amount * Math.Max(1, unit) is var seconds && seconds >= least.TotalSeconds && seconds <= most.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        reader.Faults.Add($"{option.Name}: found \"{text}\", expected a time from {least.TotalSeconds:0} seconds to {most.TotalHours:0} hours, such as 90s, 10m or 1h.");
        return null;
    }

    /// <summary>1,2,3: counted from 1.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="option">--bands.</param>
    public static IReadOnlyList<int>? Bands(this OptionReader reader, TextOption option)
    {
        if (reader.Text(option) is not { } text)
        {
            return null;
        }

        var bands = new List<int>();
        foreach (var word in text.Split(','))
        {
            if (!int.TryParse(word.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var band) || band < 1)
            {
                reader.Faults.Add($"{option.Name}: found \"{text}\", expected numbers of bands, counted from 1, with commas between: 1,2,3.");
                return null;
            }

            bands.Add(band);
        }

        return bands;
    }

    /// <summary>1,8,64: whole numbers from 1.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="option">--workers.</param>
    /// <param name="most">The largest that is allowed.</param>
    public static IReadOnlyList<int>? Counts(this OptionReader reader, TextOption option, int most)
    {
        if (reader.Text(option) is not { } text)
        {
            return null;
        }

        var counts = text.Split(',').Select(static w => int.TryParse(w.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0).ToList();
        if (counts.TrueForAll(c => c >= 1 && c <= most))
        {
            return counts;
        }

        reader.Faults.Add($"{option.Name}: found \"{text}\", expected whole numbers from 1 to {most}, with commas between: 1,8,64.");
        return null;
    }

    /// <summary>ship,plane: names with commas between.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="option">--classes.</param>
    public static IReadOnlyList<string>? Names(this OptionReader reader, TextOption option)
    {
        if (reader.Text(option) is not { } text)
        {
            return null;
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            reader.Faults.Add($"{option.Name}: found \"{text}\", expected names of classes with commas between.");
        }

        return names;
    }

    /// <summary>none, minmax, percentile or LO,HI; returned as it was written, in lower case.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="option">--range.</param>
    public static string? Range(this OptionReader reader, TextOption option)
    {
        if (reader.Text(option)?.ToLowerInvariant() is not { } text)
        {
            return null;
        }

        if (text is "none" or "minmax" or "percentile"
            || (text.Split(',') is [var low, var high] && OptionReader.TryNumber(low, out var from) && OptionReader.TryNumber(high, out var to) && from < to))
        {
            return text;
        }

        reader.Faults.Add($"{option.Name}: found \"{text}\", expected none, minmax, percentile, or two numbers, the lower first: 0,2047.");
        return null;
    }

    /// <summary>none, nan or a value.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="option">--nodata.</param>
    public static NodataChoice Nodata(this OptionReader reader, TextOption option)
    {
        if (reader.Text(option) is not { } text)
        {
            return NodataChoice.FromFile;
        }

        if (NodataChoice.TryParse(text) is { } choice)
        {
            return choice;
        }

        reader.Faults.Add($"{option.Name}: found \"{text}\", expected a value such as 0 or -9999, nan, or none.");
        return NodataChoice.FromFile;
    }

    /// <summary>auto, cpu, cuda, cuda:1 or tensorrt, in lower case.</summary>
    /// <param name="reader">The command line.</param>
    /// <param name="option">--device.</param>
    public static string Device(this OptionReader reader, TextOption option)
    {
        var text = reader.Text(option)?.ToLowerInvariant();
        if (text is null or "auto" or "cpu" or "cuda" or "tensorrt"
            || (text.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(text["cuda:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return text ?? "auto";
        }

        reader.Faults.Add($"{option.Name}: found \"{text}\", expected auto, cpu, cuda, cuda:N (the Nth GPU, counted from 0) or tensorrt.");
        return "auto";
    }
}
