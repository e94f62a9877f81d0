namespace RedKube.Dashboard.Tiles;

/// <summary>A box in the space of a map.</summary>
/// <param name="XMin">Least x.</param>
/// <param name="YMin">Least y.</param>
/// <param name="XMax">Greatest x.</param>
/// <param name="YMax">Greatest y.</param>
public readonly record struct MapExtent(double XMin, double YMin, double XMax, double YMax);
