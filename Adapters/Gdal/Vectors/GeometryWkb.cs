using System.Buffers.Binary;
using RedKube.Core.Geometry;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.Gdal.Vectors;

/// <summary>Writes outlines as well-known binary (OGC 06-103r4 §8), little-endian, always as a MultiPolygon so that a layer has one type.</summary>
internal static class GeometryWkb
{
    private const int Polygon = 3;
    private const int MultiPolygon = 6;
    private const int Head = 9;
    private const int PolygonHead = 13;
    private const int PointSize = 16;

    /// <summary>The geometry of a feature, rounded as GeoJSON is; null where it has no place on the map.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="onMap">Whether lon/lat is wanted; else pixels.</param>
    public static byte[]? Of(Feature feature, bool onMap)
    {
        if (!onMap)
        {
            var corners = Outlines.Corners(feature.Detection);
            return Write([[.. corners.Select(static p => new LonLat(Round(p.X, FeatureFields.PixelDecimals), Round(p.Y, FeatureFields.PixelDecimals)))]]);
        }

        if (feature.Outline is null)
        {
            return null;
        }

        var rings = MapRings.OnMap(feature.Outline);
        return Write([.. rings.Select(static ring => Array.ConvertAll(
            ring, static p => new LonLat(Round(p.Lon, FeatureFields.DegreeDecimals), Round(p.Lat, FeatureFields.DegreeDecimals))))]);
    }

    private static double Round(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.ToEven) + 0.0;

    private static byte[] Write(LonLat[][] rings)
    {
        var bytes = new byte[Head + rings.Sum(static ring => PolygonHead + (PointSize * (ring.Length + 1)))];
        Begin(bytes, MultiPolygon, rings.Length);
        var at = Head;
        foreach (var ring in rings)
        {
            Begin(bytes.AsSpan(at), Polygon, 1);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + Head), ring.Length + 1);
            at += PolygonHead;
            for (var i = 0; i <= ring.Length; i++)
            {
                var point = ring[i == ring.Length ? 0 : i];
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at), point.Lon);
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at + 8), point.Lat);
                at += PointSize;
            }
        }

        return bytes;
    }

    private static void Begin(Span<byte> bytes, int type, int count)
    {
        bytes[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], type);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[5..], count);
    }
}
