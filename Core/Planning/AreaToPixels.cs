using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using NtsGeometry = NetTopologySuite.Geometries.Geometry;

namespace RedKube.Core.Planning;

/// <summary>Carries an area from the map to the pixels of an image.</summary>
/// <param name="geolocator">Of the image.</param>
/// <param name="image">Its size.</param>
internal sealed class AreaToPixels(IGeolocator geolocator, PixelSize image)
{
    /// <summary>How far a densified edge may lie from the true one, pixels.</summary>
    public const double Tolerance = 0.1;

    private const int MaxDepth = 14;
    private static readonly GeometryFactory Factory = new();
    private readonly ImageExtent extent = new(geolocator, image);

    /// <summary>Refuses coordinates that cannot be lon/lat.</summary>
    /// <param name="area">Any geometry.</param>
    /// <exception cref="RedKubeException">RK1101.</exception>
    public static void RequireDegrees(NtsGeometry area)
    {
        var box = area.EnvelopeInternal;
        if (box.MinX < -540 || box.MaxX > 540 || box.MinY < -90 || box.MaxY > 90)
        {
            throw new RedKubeException(
                ErrorCode.AreaUnreadable,
                $"The area reaches from {box.MinX} {box.MinY} to {box.MaxX} {box.MaxY}, which is not longitude latitude in degrees. Give lon lat in WGS 84, or pixels with --area-pixels.");
        }
    }

    /// <summary>Carries an area. Only its part near the image is carried, so a continent does as well as a harbour.</summary>
    /// <param name="area">Valid, lon/lat degrees.</param>
    /// <returns>In pixels, its edges within <see cref="Tolerance"/>; null where it is nowhere near the image.</returns>
    /// <exception cref="RedKubeException">RK1101, RK2010.</exception>
    public NtsGeometry? Carry(NtsGeometry area)
    {
        RequireDegrees(area);
        var near = extent.Near();
        var given = area.EnvelopeInternal;
        var parts = new List<NtsGeometry>();
        for (var turn = (int)Math.Ceiling((near.MinX - given.MaxX) / 360); turn <= Math.Floor((near.MaxX - given.MinX) / 360); turn++)
        {
            // An area may be written any number of turns away from the longitudes that the image has: moved there it meets no seam.
            var moved = AffineTransformation.TranslationInstance(360 * turn, 0).Transform(area);
            var part = OverlayNGRobust.Overlay(moved, Factory.ToGeometry(near), SpatialFunction.Intersection);
            parts.AddRange(part is null ? [] : PolygonExtracter.GetPolygons(part).Where(static p => !p.IsEmpty));
        }

        return AreaWkt.Join(parts.Select(p => Carry((Polygon)p)));
    }

    private Polygon Carry(Polygon polygon)
    {
        var holes = polygon.InteriorRings.Select(ring => Factory.CreateLinearRing(Carry(ring.Coordinates)));
        return Factory.CreatePolygon(Factory.CreateLinearRing(Carry(polygon.ExteriorRing.Coordinates)), [.. holes]);
    }

    private Coordinate[] Carry(Coordinate[] ring)
    {
        var map = Array.ConvertAll(ring, static c => new LonLat(c.X, c.Y));
        var pixels = ToPixels(map);
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var (finerMap, finerPixels) = Halve(map, pixels);
            if (finerMap.Length == map.Length)
            {
                break;
            }

            (map, pixels) = (finerMap, finerPixels);
        }

        var coordinates = Array.ConvertAll(pixels, static p => new Coordinate(p.X, p.Y));
        coordinates[^1] = coordinates[0].Copy();
        return coordinates;
    }

    // Asks for points at 1/4, 1/2 and 3/4 of every edge at once and puts the middle in where any of them lies off the chord.
    private (LonLat[] Map, PixelPoint[] Pixels) Halve(LonLat[] map, PixelPoint[] pixels)
    {
        var probes = new LonLat[3 * (map.Length - 1)];
        for (var i = 0; i < probes.Length; i++)
        {
            var (a, b, t) = (map[i / 3], map[(i / 3) + 1], ((i % 3) + 1) / 4.0);
            probes[i] = new(a.Lon + (t * (b.Lon - a.Lon)), a.Lat + (t * (b.Lat - a.Lat)));
        }

        var found = ToPixels(probes);
        var finerMap = new List<LonLat>(map.Length) { map[0] };
        var finerPixels = new List<PixelPoint>(map.Length) { pixels[0] };
        for (var i = 0; i + 1 < map.Length; i++)
        {
            var bends = Enumerable.Range(3 * i, 3).Any(j => Distance(found[j], pixels[i], pixels[i + 1]) > Tolerance / 2);
            if (bends)
            {
                finerMap.Add(probes[(3 * i) + 1]);
                finerPixels.Add(found[(3 * i) + 1]);
            }

            finerMap.Add(map[i + 1]);
            finerPixels.Add(pixels[i + 1]);
        }

        return ([.. finerMap], [.. finerPixels]);
    }

    private static double Distance(PixelPoint p, PixelPoint a, PixelPoint b) =>
        NetTopologySuite.Algorithm.DistanceComputer.PointToSegment(new(p.X, p.Y), new(a.X, a.Y), new(b.X, b.Y));

    private PixelPoint[] ToPixels(LonLat[] map)
    {
        var pixels = new PixelPoint[map.Length];
        geolocator.ToPixels(map, pixels);
        extent.Straighten(map, pixels);
        var lost = Array.FindIndex(pixels, static p => !double.IsFinite(p.X) || !double.IsFinite(p.Y));
        return lost < 0 ? pixels : throw new RedKubeException(
            ErrorCode.AreaUnreadable,
            $"The area's point {map[lost].Lon} {map[lost].Lat} (lon lat) has no place in the image's pixels. Give a smaller area, or pixels with --area-pixels.");
    }
}
