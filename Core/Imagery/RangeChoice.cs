using System.Globalization;
using RedKube.Core.Errors;

namespace RedKube.Core.Imagery;

/// <summary>How sample values are carried to 0–255 before a model sees them, as the option --range spells it.</summary>
public sealed record RangeChoice
{
    private RangeChoice(double? lowShare, double? highShare, BandRange? given)
    {
        LowShare = lowShare;
        HighShare = highShare;
        Given = given;
    }

    /// <summary>none: samples are taken as they are.</summary>
    public static RangeChoice None { get; } = new(null, null, null);

    /// <summary>minmax: from the smallest to the greatest value of the sample.</summary>
    public static RangeChoice MinMax { get; } = new(0, 1, null);

    /// <summary>percentile: from the 2nd to the 98th percentile of the sample.</summary>
    public static RangeChoice Percentile { get; } = new(0.02, 0.98, null);

    /// <summary>Share of the sample below the lower end, or null where nothing is measured.</summary>
    public double? LowShare { get; }

    /// <summary>Share of the sample up to the upper end, or null where nothing is measured.</summary>
    public double? HighShare { get; }

    /// <summary>The range for every band, where it was given.</summary>
    public BandRange? Given { get; }

    /// <summary>What is usual: none for Byte, percentile for all others.</summary>
    /// <param name="type">Type of the samples.</param>
    public static RangeChoice Usual(SampleType type) => type == SampleType.Byte ? None : Percentile;

    /// <summary>Reads none, minmax, percentile or LO,HI (for example 0,10000).</summary>
    /// <param name="text">The option's value.</param>
    /// <exception cref="RedKubeException">RK1001 where it is none of these.</exception>
    public static RangeChoice Parse(string text)
    {
        switch (text)
        {
            case "none": return None;
            case "minmax": return MinMax;
            case "percentile": return Percentile;
        }

        var parts = text.Split(',');
        return parts.Length == 2
            && float.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
            && float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var high)
            && float.IsFinite(low) && float.IsFinite(high) && low < high
            ? new(null, null, new BandRange(low, high))
            : throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The range is '{text}'; expected none, minmax, percentile or two rising numbers such as 0,10000.");
    }
}
