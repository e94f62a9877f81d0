using NtsGeometry = NetTopologySuite.Geometries.Geometry;

namespace RedKube.Core.Planning;

/// <summary>What readers of area files need to make one area of many polygons.</summary>
public static class AreaPolygons
{
    /// <summary>The union of polygons as WKT, with rings that cross themselves mended.</summary>
    /// <param name="polygons">Polygons and multi-polygons; other geometries have no part in it.</param>
    /// <returns>WKT with all digits, or null where the polygons enclose nothing.</returns>
    public static string? ToWkt(IEnumerable<NtsGeometry> polygons) => AreaWkt.Join(polygons)?.AsText();
}
