namespace RedKube.Core.Imagery;

/// <summary>The sample values of one band that are carried to 0 and 255; values outside are clamped.</summary>
/// <param name="Low">Carried to 0.</param>
/// <param name="High">Carried to 255, greater than <paramref name="Low"/>.</param>
public readonly record struct BandRange(float Low, float High);
