namespace RedKube.Core.Geometry;

/// <summary>A point on the map: longitude, then latitude, in degrees, WGS 84 (OGC:CRS84).</summary>
/// <param name="Lon">Degrees east, −180 to 180; a ring that crosses the antimeridian may go beyond.</param>
/// <param name="Lat">Degrees north, −90 to 90.</param>
public readonly record struct LonLat(double Lon, double Lat);
