using System.Text.Json;
using NetTopologySuite.Geometries;

namespace NetTopologySuite.IO;

/// <summary>Turns GeoJSON geometry objects into geometries.</summary>
internal sealed class GeometryReader(GeometryFactory factory)
{
    public Geometry Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("type", out var type))
        {
            throw new JsonException($"found {element.ValueKind}, expected a geometry object with a `type`");
        }

        if (type.ValueKind == JsonValueKind.String && type.GetString() == "GeometryCollection")
        {
            return factory.CreateGeometryCollection([.. Member(element, "geometries").EnumerateArray().Select(Read)]);
        }

        var coordinates = Member(element, "coordinates");
        return type.ToString() switch
        {
            "Point" => factory.CreatePoint(Position(coordinates)),
            "LineString" => factory.CreateLineString(Positions(coordinates)),
            "Polygon" => Polygon(coordinates),
            "MultiPoint" => factory.CreateMultiPointFromCoords(Positions(coordinates)),
            "MultiLineString" => factory.CreateMultiLineString([.. coordinates.EnumerateArray().Select(line => factory.CreateLineString(Positions(line)))]),
            "MultiPolygon" => factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(Polygon)]),
            var other => throw new JsonException($"found type {other}, expected a geometry"),
        };
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array
            ? member
            : throw new JsonException($"a geometry needs an array `{name}`");

    private static JsonElement Array(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element : throw new JsonException($"found {element.ValueKind} in coordinates, expected an array");

    private Polygon Polygon(JsonElement rings)
    {
        var all = Array(rings).EnumerateArray().Select(ring => factory.CreateLinearRing(Positions(ring))).ToArray();
        return all.Length == 0 ? factory.CreatePolygon() : factory.CreatePolygon(all[0], all[1..]);
    }

    private static Coordinate[] Positions(JsonElement positions) => [.. Array(positions).EnumerateArray().Select(Position)];

    private static Coordinate Position(JsonElement position)
    {
        var count = Array(position).GetArrayLength();
        if (count < 2 || position.EnumerateArray().Any(number => number.ValueKind != JsonValueKind.Number))
        {
            throw new JsonException($"found {position.GetRawText()}, expected a position of at least two numbers");
        }

        return count == 2
            ? new Coordinate(position[0].GetDouble(), position[1].GetDouble())
            : new CoordinateZ(position[0].GetDouble(), position[1].GetDouble(), position[2].GetDouble());
    }
}
