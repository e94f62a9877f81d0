namespace RedKube.Core.Geometry;

/// <summary>A point of a <see cref="MapSpace"/>: shares of its side, x to the right, y downwards. The space is the square from 0 to 1; points may lie outside.</summary>
/// <param name="X">0 at the left edge, 1 at the right.</param>
/// <param name="Y">0 at the upper edge, 1 at the lower.</param>
public readonly record struct MapPoint(double X, double Y);
