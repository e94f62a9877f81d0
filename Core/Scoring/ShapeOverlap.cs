using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using RedKube.Core.Geometry;
using NtsGeometry = NetTopologySuite.Geometries.Geometry;

namespace RedKube.Core.Scoring;

/// <summary>Intersection over union of two objects.</summary>
internal static class ShapeOverlap
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>Of the outlines where both have one, else of the boxes: an outline is never compared with a box.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    public static double Iou(ScoredObject a, ScoredObject b)
    {
        var boxes = a.Box.IntersectionArea(b.Box);
        if (boxes <= 0)
        {
            return 0;
        }

        if (a.Shape is null || b.Shape is null)
        {
            return boxes / (a.Box.Area + b.Box.Area - boxes);
        }

        double areaA = a.Shape.Area, areaB = b.Shape.Area;
        var shared = a.Shape is OrientedBox && b.Shape is OrientedBox ? Convex(a.Shape, b.Shape) : Overlay(a.Shape, b.Shape);
        var union = areaA + areaB - shared;
        return union > 0 ? shared / union : 0;
    }

    private static double Convex(PixelShape a, PixelShape b) => ConvexOverlap.Area([.. a.Corners], [.. b.Corners]);

    private static double Overlay(PixelShape a, PixelShape b) =>
        OverlayNGRobust.Overlay(Geometry(a), Geometry(b), SpatialFunction.Intersection).Area;

    private static NtsGeometry Geometry(PixelShape shape)
    {
        Coordinate[] ring = [.. shape.Corners.Select(static p => new Coordinate(p.X, p.Y))];
        var polygon = Factory.CreatePolygon([.. ring, ring[0].Copy()]);
        return polygon.IsValid ? polygon : GeometryFixer.Fix(polygon);
    }
}
