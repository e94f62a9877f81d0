using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.OverlayNG;
using RedKube.Core.Geometry;

namespace RedKube.Core.Outputs;

/// <summary>
/// Makes outlines fit for files, as RFC 7946 asks: exterior rings run counterclockwise (§3.1.6), longitudes lie in −180 to 180, and what crosses the
/// antimeridian is cut in parts that do not (§3.1.9). A ring around a pole is led along the antimeridian to the pole.
/// </summary>
public static class MapRings
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>The rings of an outline on the map, none repeated at its end: one, or several where it was cut.</summary>
    /// <param name="outline">Corners in either direction.</param>
    public static IReadOnlyList<LonLat[]> OnMap(IReadOnlyList<LonLat> outline)
    {
        var ring = Unwrap(outline, out var turn);
        if (turn != 0)
        {
            ring = AroundPole(ring, turn);
        }

        if (SignedArea(ring) < 0)
        {
            // The first corner stays the first.
            Array.Reverse(ring, 1, ring.Length - 1);
        }

        var west = ring.Min(static p => p.Lon);
        var east = ring.Max(static p => p.Lon);
        var shift = Math.Floor((west + 180) / 360) * 360;
        return east - shift <= 180 ? [Shifted(ring, shift)] : Cut(ring, west, east);
    }

    // Each corner within half a turn of the one before it. The turn is how far the last is from closing the ring: 0, or ±360 around a pole.
    private static LonLat[] Unwrap(IReadOnlyList<LonLat> outline, out double turn)
    {
        var ring = new LonLat[outline.Count];
        ring[0] = outline[0];
        for (var i = 1; i < ring.Length; i++)
        {
            ring[i] = outline[i] with { Lon = Near(outline[i].Lon, ring[i - 1].Lon) };
        }

        turn = Math.Round(Near(ring[0].Lon, ring[^1].Lon) - ring[0].Lon);
        return ring;
    }

    private static double Near(double lon, double other)
    {
        var turns = Math.Round((lon - other) / 360);
        return turns == 0 ? lon : lon - (360 * turns);
    }

    // The ring becomes one that starts and ends on the same meridian, a turn apart, and closes over the pole on the side where its corners are.
    private static LonLat[] AroundPole(LonLat[] ring, double turn)
    {
        var pole = ring.Average(static p => p.Lat) < 0 ? -90.0 : 90.0;
        var end = ring[0] with { Lon = ring[0].Lon + turn };
        return [.. ring, end, end with { Lat = pole }, ring[0] with { Lat = pole }];
    }

    private static double SignedArea(LonLat[] ring)
    {
        var sum = 0.0;
        for (var i = 1; i + 1 < ring.Length; i++)
        {
            sum += ((ring[i].Lon - ring[0].Lon) * (ring[i + 1].Lat - ring[0].Lat)) - ((ring[i + 1].Lon - ring[0].Lon) * (ring[i].Lat - ring[0].Lat));
        }

        return sum;
    }

    private static LonLat[] Shifted(LonLat[] ring, double shift) =>
        shift == 0 ? ring : Array.ConvertAll(ring, p => p with { Lon = p.Lon - shift });

    private static List<LonLat[]> Cut(LonLat[] ring, double west, double east)
    {
        var corners = Array.ConvertAll(ring, static p => new Coordinate(p.Lon, p.Lat));
        var whole = GeometryFixer.Fix(Factory.CreatePolygon([.. corners, corners[0].Copy()]));
        var parts = new List<LonLat[]>();
        for (var start = (Math.Floor((west + 180) / 360) * 360) - 180; start < east; start += 360)
        {
            var band = Factory.ToGeometry(new Envelope(start, start + 360, -91, 91));
            foreach (var part in PolygonExtracter.GetPolygons(OverlayNGRobust.Overlay(whole, band, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection)))
            {
                parts.Add(Part((Polygon)part, start + 180));
            }
        }

        return parts;
    }

    private static LonLat[] Part(Polygon polygon, double shift)
    {
        var corners = polygon.ExteriorRing.Coordinates;
        var part = new LonLat[corners.Length - 1];
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = new LonLat(corners[i].X - shift, corners[i].Y);
        }

        if (SignedArea(part) < 0)
        {
            Array.Reverse(part, 1, part.Length - 1);
        }

        return part;
    }
}
