using System.Globalization;
using System.Text.Json.Serialization;

namespace RedKube.Core.Imagery;

/// <summary>
/// Which pixels count as missing: what the file says, none, or those of one value in place of the file's. Transparent pixels, those that a mask band
/// leaves out and NaN are missing in any case but none.
/// </summary>
/// <param name="UseFile">Nodata values of the file count, beside alpha, mask bands and NaN.</param>
/// <param name="Value">A pixel with this value in every read band is missing, beside alpha, mask bands and NaN; NaN: no value more; null: no such value.</param>
public sealed record NodataChoice(
    bool UseFile, [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double? Value)
{
    /// <summary>What the file says.</summary>
    public static NodataChoice FromFile { get; } = new(true, null);

    /// <summary>Every pixel counts.</summary>
    public static NodataChoice None { get; } = new(false, null);

    /// <summary>Whether alpha, mask bands and NaN mark missing pixels.</summary>
    [JsonIgnore]
    public bool UsesMasks => UseFile || Value is not null;

    /// <summary>Pixels of this value are missing, whatever nodata value the file names.</summary>
    /// <param name="value">The value; NaN where no value marks missing pixels.</param>
    public static NodataChoice Of(double value) => new(false, value);

    /// <summary>Reads none, nan or a number; null where it is none of these.</summary>
    /// <param name="text">The option's value.</param>
    public static NodataChoice? TryParse(string text) =>
        text.Equals("none", StringComparison.OrdinalIgnoreCase) ? None
        : text.Equals("nan", StringComparison.OrdinalIgnoreCase) ? Of(double.NaN)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? Of(value)
        : null;
}
