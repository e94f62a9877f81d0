namespace RedKube.Core.Geometry;

/// <summary>The shortest way between two points on the WGS 84 ellipsoid.</summary>
/// <param name="Metres">Its length.</param>
/// <param name="AzimuthDegrees">Its direction at the first point, clockwise from true north, 0 to under 360; 0 where both points are the same.</param>
public readonly record struct GeodesicLine(double Metres, double AzimuthDegrees);
