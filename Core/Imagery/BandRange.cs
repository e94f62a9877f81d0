using System.Text.Json.Serialization;

namespace RedKube.Core.Imagery;

/// <summary>The sample values of one band that are carried to 0 and 255; values outside are clamped.</summary>
/// <param name="Low">Carried to 0.</param>
/// <param name="High">Carried to 255, greater than <paramref name="Low"/>.</param>
public readonly record struct BandRange(float Low, float High)
{
    /// <summary>What stands where a band shows no valid pixel: 0 to 1.</summary>
    public static BandRange NotFound { get; } = new(0, 1) { IsGuess = true };

    /// <summary>Whether no valid pixel was found to tell the range from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsGuess { get; init; }
}
