using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Merging;

/// <summary>Makes one outline of several: the first (nms, soft-nms), the union (nmm) or the mean weighted by score (wbf).</summary>
internal sealed class Fusion(MergeRule rule)
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 0);

    /// <summary>Combines detections.</summary>
    /// <param name="detections">In merge order, at least one.</param>
    /// <returns>The first of them with the outline of all and the highest score, its own.</returns>
    public Detection Combine(List<Detection> detections)
    {
        if (detections.Count == 1)
        {
            return detections[0];
        }

        return rule switch
        {
            MergeRule.Nmm => Union(detections),
            MergeRule.Wbf => Mean(detections),
            _ => detections[0],
        };
    }

    /// <summary>The union: of boxes their bounds, of oriented boxes the least rectangle around all, of polygons the outline, holes dropped.</summary>
    /// <param name="detections">In merge order, at least one.</param>
    public static Detection Union(List<Detection> detections)
    {
        if (detections[0].Shape is null)
        {
            return UnionOfBoxes(detections);
        }

        if (detections.Exists(static d => d.Shape is PixelPolygon))
        {
            return UnionOfPolygons(detections);
        }

        if (detections.TrueForAll(static d => d.Shape is OrientedBox))
        {
            var points = detections.SelectMany(static d => d.Shape!.Corners).ToArray();
            var around = MinimumRectangle.Around(points, (OrientedBox)detections[0].Shape!);
            return detections[0] with { Box = around.Bounds, Shape = around };
        }

        return UnionOfBoxes(detections);
    }

    /// <summary>The outline around several polygons: one ring, holes dropped; where they do not touch, their convex hull.</summary>
    /// <param name="detections">At least one.</param>
    public static Detection UnionOfPolygons(List<Detection> detections)
    {
        var polygons = detections.ConvertAll(static d => ToGeometry(d));
        var union = OverlayNGRobust.Union(polygons);
        if (union is not Polygon single)
        {
            single = (Polygon)union.ConvexHull();
        }

        var ring = single.ExteriorRing.Coordinates;
        var corners = new PixelPoint[ring.Length - 1];
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = new PixelPoint(ring[i].X, ring[i].Y);
        }

        var shape = new PixelPolygon(corners);
        return detections[0] with { Box = shape.Bounds, Shape = shape };
    }

    private static Detection UnionOfBoxes(List<Detection> detections)
    {
        var box = detections[0].Box;
        foreach (ref readonly var detection in CollectionsMarshal.AsSpan(detections))
        {
            box = box.Union(detection.Box);
        }

        return detections[0] with { Box = box, Shape = null };
    }

    private static NetTopologySuite.Geometries.Geometry ToGeometry(Detection detection)
    {
        var corners = Outlines.Corners(detection, new PixelPoint[4]);
        var ring = new Coordinate[corners.Length + 1];
        for (var i = 0; i < corners.Length; i++)
        {
            ring[i] = new Coordinate(corners[i].X, corners[i].Y);
        }

        ring[^1] = ring[0].Copy();
        var polygon = Factory.CreatePolygon(ring);
        return polygon.IsValid ? polygon : polygon.Buffer(0);
    }

    // Solovyev, Wang and Gabruseva, "Weighted boxes fusion", 2021. Outlines of masks have no mean; the strongest one's stands.
    private static Detection Mean(List<Detection> detections)
    {
        if (detections.Exists(static d => d.Shape is PixelPolygon))
        {
            return detections[0];
        }

        return detections.TrueForAll(static d => d.Shape is OrientedBox) ? MeanOriented(detections) : MeanBox(detections);
    }

    private static Detection MeanBox(List<Detection> detections)
    {
        double x0 = 0, y0 = 0, x1 = 0, y1 = 0, sum = 0;
        foreach (var detection in CollectionsMarshal.AsSpan(detections))
        {
            double weight = Weight(detection);
            sum += weight;
            x0 += weight * detection.Box.XMin;
            y0 += weight * detection.Box.YMin;
            x1 += weight * detection.Box.XMax;
            y1 += weight * detection.Box.YMax;
        }

        return detections[0] with { Box = new PixelBox(x0 / sum, y0 / sum, x1 / sum, y1 / sum), Shape = null };
    }

    private static Detection MeanOriented(List<Detection> detections)
    {
        var first = (OrientedBox)detections[0].Shape!;
        double x = 0, y = 0, width = 0, height = 0, turn = 0, sum = 0;
        foreach (var detection in CollectionsMarshal.AsSpan(detections))
        {
            var box = (OrientedBox)detection.Shape!;
            double weight = Weight(detection);
            // The same rectangle can be told in four ways; take the one nearest to the first.
            var quarters = (int)Math.Round((first.Angle - box.Angle) / (Math.PI / 2));
            var (along, across) = quarters % 2 == 0 ? (box.Width, box.Height) : (box.Height, box.Width);
            sum += weight;
            x += weight * (box.Centre.X - first.Centre.X);
            y += weight * (box.Centre.Y - first.Centre.Y);
            width += weight * along;
            height += weight * across;
            turn += weight * (box.Angle + (quarters * (Math.PI / 2)) - first.Angle);
        }

        var centre = new PixelPoint(first.Centre.X + (x / sum), first.Centre.Y + (y / sum));
        var mean = new OrientedBox(centre, width / sum, height / sum, first.Angle + (turn / sum));
        return detections[0] with { Box = mean.Bounds, Shape = mean };
    }

    private static double Weight(in Detection detection) => Math.Max(detection.Score, 1e-6);
}
