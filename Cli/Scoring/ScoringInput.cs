using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Outputs;
using RedKube.Core.Scoring;

namespace RedKube.Cli.Scoring;

/// <summary>Reads detections and true objects for scoring from GeoJSON files: RedKube's own, or others with polygons in lon/lat.</summary>
/// <remarks>
/// Where every feature of both files carries pixel_box, pixels are compared, and outlines where both sides have pixel_polygon. Else geometries are compared in a
/// plane of metres: longitudes are scaled by the cosine of the mean latitude of the truth, so that overlaps are right for objects of up to some kilometres.
/// <code>
/// {"type":"Feature","geometry":{…},"properties":{"class":"ship","score":0.91,"pixel_box":[10,20,60,70]}}
/// {"type":"Feature","geometry":{…},"properties":{"label":"ship","difficult":1}}
/// </code>
/// </remarks>
internal static class ScoringInput
{
    private const double MetresPerDegree = 111_320;
    private static readonly string[] ClassNames = [FeatureFields.Class, "label", "name", "category", "type"];

    /// <summary>Reads both files, in coordinates that they share.</summary>
    /// <param name="detectionsPath">A FeatureCollection; without "score" a detection counts 1.</param>
    /// <param name="truthPath">A FeatureCollection; "difficult" (true or 1) marks what counts neither way.</param>
    /// <exception cref="RedKubeException">RK1201: a file cannot be read, or a feature has no class or no outline.</exception>
    public static (IReadOnlyList<ScoredObject> Detections, IReadOnlyList<ScoredObject> Truths) Read(string detectionsPath, string truthPath)
    {
        var detections = Features(detectionsPath);
        var truths = Features(truthPath);
        if (detections.Concat(truths).All(static f => f.Attributes?.Exists(FeatureFields.PixelBox) == true))
        {
            return (detections.ConvertAll(f => InPixels(f, detectionsPath)), truths.ConvertAll(f => InPixels(f, truthPath)));
        }

        var latitudes = (truths.Count > 0 ? truths : detections).Where(static f => f.Geometry is { IsEmpty: false }).Select(static f => f.Geometry!.EnvelopeInternal.Centre.Y).ToList();
        var scale = Math.Cos((latitudes.Count == 0 ? 0 : latitudes.Average()) * Math.PI / 180);
        return (detections.ConvertAll(f => OnMap(f, detectionsPath, scale)), truths.ConvertAll(f => OnMap(f, truthPath, scale)));
    }

    private static List<IFeature> Features(string path)
    {
        try
        {
            var collection = new GeoJsonReader().Read<FeatureCollection>(File.ReadAllText(path));
            return collection is null ? throw Unreadable(path, "it holds nothing") : [.. collection];
        }
        catch (Exception e) when (e is not RedKubeException and not OutOfMemoryException)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    private static ScoredObject InPixels(IFeature feature, string path)
    {
        var box = Numbers(feature.Attributes![FeatureFields.PixelBox]);
        if (box.Count != 4)
        {
            throw Unreadable(path, $"a pixel_box has {box.Count} numbers instead of xmin, ymin, xmax, ymax");
        }

        var corners = feature.Attributes.Exists(FeatureFields.PixelPolygon) && feature.Attributes[FeatureFields.PixelPolygon] is IEnumerable<object> list
            ? list.Select(Numbers).Where(static n => n.Count >= 2).Select(static n => new PixelPoint(n[0], n[1])).ToArray()
            : [];
        return Object(feature, path, new PixelBox(box[0], box[1], box[2], box[3]), corners.Length >= 3 ? new PixelPolygon(corners) : null);
    }

    private static ScoredObject OnMap(IFeature feature, string path, double scale)
    {
        if (feature.Geometry is not { IsEmpty: false } geometry)
        {
            throw Unreadable(path, "a feature has neither pixel_box nor geometry");
        }

        // Of several parts the whole is compared by its box: an outline here is one ring.
        var parts = Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>().ToList();
        var shape = parts.Count == 1 ? new PixelPolygon([.. parts[0].ExteriorRing.Coordinates.SkipLast(1).Select(c => Plane(c, scale))]) : null;
        var box = geometry.EnvelopeInternal;
        var (lower, upper) = (Plane(new Coordinate(box.MinX, box.MaxY), scale), Plane(new Coordinate(box.MaxX, box.MinY), scale));
        return Object(feature, path, new PixelBox(lower.X, lower.Y, upper.X, upper.Y), shape);
    }

    private static PixelPoint Plane(Coordinate c, double scale) => new(c.X * scale * MetresPerDegree, -c.Y * MetresPerDegree);

    private static ScoredObject Object(IFeature feature, string path, PixelBox box, PixelPolygon? shape)
    {
        var attributes = feature.Attributes;
        var name = Array.Find(ClassNames, n => attributes?.Exists(n) == true && attributes[n] is not null)
            ?? throw Unreadable(path, $"a feature has none of the properties {string.Join(", ", ClassNames)}, which name its class");
        var score = attributes!.Exists(FeatureFields.Score) && attributes[FeatureFields.Score] is { } value ? Number(value) : 1;
        var difficult = attributes.Exists("difficult") && attributes["difficult"] is { } mark && (mark is bool flag ? flag : Number(mark) != 0);
        return new ScoredObject(attributes[name]!.ToString()!, box, (float)score, shape, difficult);
    }

    private static List<double> Numbers(object? value) => value is IEnumerable<object> list ? [.. list.Select(Number)] : [];

    private static double Number(object value) => value is IConvertible and not string ? Convert.ToDouble(value) : double.NaN;

    private static RedKubeException Unreadable(string path, string why, Exception? cause = null) => new(
        ErrorCode.ScoringInputUnreadable,
        $"{path} cannot be scored: {why}. Expected is a GeoJSON FeatureCollection whose features have a class and a pixel_box or a polygon.",
        cause);
}
