namespace RedKube.Core.Imagery;

/// <summary>Which pixels count as missing: what the file says, none, or those of one value.</summary>
/// <param name="UseFile">Nodata values, alpha band and mask bands of the file count.</param>
/// <param name="Value">A pixel with this value in every read band is missing; null: no such value.</param>
public sealed record NodataChoice(bool UseFile, double? Value)
{
    /// <summary>What the file says.</summary>
    public static NodataChoice FromFile { get; } = new(true, null);

    /// <summary>Every pixel counts.</summary>
    public static NodataChoice None { get; } = new(false, null);

    /// <summary>Pixels of this value are missing, whatever the file says.</summary>
    /// <param name="value">The value.</param>
    public static NodataChoice Of(double value) => new(false, value);
}
