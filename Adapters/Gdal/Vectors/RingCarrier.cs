using NetTopologySuite.Geometries;
using OSGeo.OSR;
using RedKube.Core.Errors;

namespace RedKube.Adapters.Gdal.Vectors;

/// <summary>
/// Carries polygons to lon/lat. Edges are straight in the file's own system: where the middle of an edge would lie more than 5 mm beside the straight line in
/// lon/lat, it becomes a corner. Longitudes run on over the antimeridian; a ring around a pole is closed over the pole.
/// </summary>
/// <param name="transformation">From the file's system to lon/lat, WGS 84.</param>
internal sealed class RingCarrier(CoordinateTransformation transformation)
{
    private const double ToleranceDegrees = 5e-8;
    private const int MaxDepth = 16;
    private static readonly GeometryFactory Factory = new();

    /// <summary>Carries a polygon.</summary>
    /// <param name="polygon">In the file's system.</param>
    public Polygon Carry(Polygon polygon) => Factory.CreatePolygon(
        Factory.CreateLinearRing(Carry(polygon.ExteriorRing.Coordinates)),
        [.. polygon.InteriorRings.Select(ring => Factory.CreateLinearRing(Carry(ring.Coordinates)))]);

    private Coordinate[] Carry(Coordinate[] own)
    {
        var map = Transform(own);
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var (finerOwn, finerMap) = Halve(own, map);
            if (finerOwn.Length == own.Length)
            {
                break;
            }

            (own, map) = (finerOwn, finerMap);
        }

        return Closed(map);
    }

    private (Coordinate[] Own, Coordinate[] Map) Halve(Coordinate[] own, Coordinate[] map)
    {
        var middles = new Coordinate[own.Length - 1];
        for (var i = 0; i < middles.Length; i++)
        {
            middles[i] = new Coordinate((own[i].X + own[i + 1].X) / 2, (own[i].Y + own[i + 1].Y) / 2);
        }

        var found = Transform(middles);
        var finerOwn = new List<Coordinate> { own[0] };
        var finerMap = new List<Coordinate> { map[0] };
        for (var i = 0; i < middles.Length; i++)
        {
            var lon = Math.IEEERemainder(found[i].X - map[i].X, 360);
            var half = Math.IEEERemainder(map[i + 1].X - map[i].X, 360) / 2;
            if (Math.Abs(lon - half) > ToleranceDegrees || Math.Abs(found[i].Y - ((map[i].Y + map[i + 1].Y) / 2)) > ToleranceDegrees)
            {
                finerOwn.Add(middles[i]);
                finerMap.Add(found[i]);
            }

            finerOwn.Add(own[i + 1]);
            finerMap.Add(map[i + 1]);
        }

        return ([.. finerOwn], [.. finerMap]);
    }

    private Coordinate[] Transform(Coordinate[] points)
    {
        var x = Array.ConvertAll(points, static c => c.X);
        var y = Array.ConvertAll(points, static c => c.Y);
        transformation.TransformPoints(points.Length, x, y, new double[points.Length]);
        var lost = Array.FindIndex(x, static v => !double.IsFinite(v));
        return lost < 0
            ? [.. x.Zip(y, static (lon, lat) => new Coordinate(lon, lat))]
            : throw new RedKubeException(
                ErrorCode.AreaUnreadable,
                $"The area's point {points[lost].X} {points[lost].Y}, in the coordinate system that its file states, has no longitude and latitude. Correct one of the two.");
    }

    private static Coordinate[] Closed(Coordinate[] map)
    {
        for (var i = 1; i < map.Length; i++)
        {
            map[i].X = map[i - 1].X + Math.IEEERemainder(map[i].X - map[i - 1].X, 360);
        }

        if (Math.Abs(map[^1].X - map[0].X) < 180)
        {
            map[^1] = map[0].Copy();
            return map;
        }

        var pole = map.Average(static c => c.Y) < 0 ? -90.0 : 90.0;
        return [.. map, new Coordinate(map[^1].X, pole), new Coordinate(map[0].X, pole), map[0].Copy()];
    }
}
