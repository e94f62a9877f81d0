using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;

namespace NetTopologySuite.IO;

/// <summary>Reads GeoJSON (RFC 7946) texts. Geometries have SRID 4326, as the real reader makes them.</summary>
public class GeoJsonReader
{
    private readonly GeometryReader _geometries = new(new GeometryFactory(new PrecisionModel(), 4326));

    /// <summary>Reads a <see cref="FeatureCollection"/>, a <see cref="Feature"/> or a <see cref="Geometry"/>.</summary>
    /// <exception cref="JsonException">The text is no JSON, or no GeoJSON of the type asked for.</exception>
    public TGeometry? Read<TGeometry>(string json)
        where TGeometry : class
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        object? read = typeof(TGeometry) switch
        {
            var type when type == typeof(FeatureCollection) => ReadCollection(root),
            var type when typeof(IFeature).IsAssignableFrom(type) => ReadFeature(root),
            _ => _geometries.Read(root),
        };
        return read as TGeometry
            ?? (read is null ? null : throw new JsonException($"found a {read.GetType().Name}, expected a {typeof(TGeometry).Name}"));
    }

    private FeatureCollection ReadCollection(JsonElement element)
    {
        RequireType(element, "FeatureCollection");
        if (!element.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("a FeatureCollection needs an array `features`");
        }

        var collection = new FeatureCollection();
        foreach (var feature in features.EnumerateArray())
        {
            collection.Add(ReadFeature(feature));
        }

        return collection;
    }

    private Feature ReadFeature(JsonElement element)
    {
        RequireType(element, "Feature");
        var geometry = element.TryGetProperty("geometry", out var found) && found.ValueKind != JsonValueKind.Null ? _geometries.Read(found) : null;
        var attributes = element.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? ReadAttributes(properties)
            : null;
        return new Feature(geometry, attributes);
    }

    private static AttributesTable ReadAttributes(JsonElement element)
    {
        var table = new AttributesTable();
        foreach (var property in element.EnumerateObject())
        {
            table.Add(property.Name, ReadValue(property.Value));
        }

        return table;
    }

    // The CLR types are those of the real reader: long, double, string, bool, null, AttributesTable, List<object>.
    private static object? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.Object => ReadAttributes(value),
        JsonValueKind.Array => value.EnumerateArray().Select(ReadValue).ToList(),
        _ => null,
    };

    private static void RequireType(JsonElement element, string expected)
    {
        var found = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out var type) ? type.ToString() : element.ValueKind.ToString();
        if (found != expected)
        {
            throw new JsonException($"found type {found}, expected {expected}");
        }
    }
}
