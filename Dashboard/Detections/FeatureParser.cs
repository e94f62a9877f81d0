using System.Text.Json;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Outputs;

namespace RedKube.Dashboard.Detections;

/// <summary>Makes features of the lines that RedKube writes, so that they can be written in another format.</summary>
internal static class FeatureParser
{
    /// <summary>Reads the head of a file: {"type":"FeatureCollection","name":…,"model":…,"model_hash":…,"coordinate_space":…,"features":[.</summary>
    /// <param name="line">The first line.</param>
    public static OutputHeader Header(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.StartArray)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    values[name] = reader.GetString()!;
                }
                else
                {
                    break;
                }
            }
        }

        return new OutputHeader
        {
            ImageName = values.GetValueOrDefault("name", ""),
            Acquired = values.TryGetValue(FeatureFields.Acquired, out var time) ? DateTimeOffset.Parse(time) : null,
            ModelName = values.GetValueOrDefault(FeatureFields.Model, ""),
            ModelHash = values.GetValueOrDefault(FeatureFields.ModelHash, ""),
            IsGeoreferenced = values.GetValueOrDefault(FeatureFields.CoordinateSpace) != FeatureFields.PixelSpace,
        };
    }

    /// <summary>Reads a feature.</summary>
    /// <param name="line">The line, without a comma at its end.</param>
    /// <param name="geolocator">The image's; null where geometries are pixels.</param>
    public static Feature Read(ReadOnlyMemory<byte> line, IGeolocator? geolocator)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var properties = root.GetProperty("properties");
        var box = properties.GetProperty(FeatureFields.PixelBox);
        var pixels = new PixelBox(box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble());
        var detection = new Detection(
            pixels,
            properties.GetProperty(FeatureFields.ClassIndex).GetInt32(),
            properties.GetProperty(FeatureFields.Score).GetSingle(),
            properties.GetProperty(FeatureFields.Tile).GetInt64(),
            Shape(properties));
        return new Feature
        {
            Id = root.GetProperty("id").GetString()!,
            ClassName = properties.GetProperty(FeatureFields.Class).GetString()!,
            Detection = detection,
            Outline = geolocator is null ? null : Outline(root.GetProperty("geometry"), detection, geolocator),
            LengthMetres = Number(properties, FeatureFields.LengthMetres),
            WidthMetres = Number(properties, FeatureFields.WidthMetres),
            AreaSquareMetres = Number(properties, FeatureFields.AreaSquareMetres),
            HeadingDegrees = Number(properties, FeatureFields.HeadingDegrees),
        };
    }

    private static double? Number(JsonElement properties, string name) => properties.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static PixelPolygon? Shape(JsonElement properties) => properties.TryGetProperty(FeatureFields.PixelPolygon, out var corners)
        ? new PixelPolygon([.. corners.EnumerateArray().Select(static c => new PixelPoint(c[0].GetDouble(), c[1].GetDouble()))])
        : null;

    private static LonLat[]? Outline(JsonElement geometry, Detection detection, IGeolocator geolocator)
    {
        if (geometry.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (geometry.GetProperty("type").ValueEquals("Polygon"))
        {
            return [.. geometry.GetProperty("coordinates")[0].EnumerateArray().SkipLast(1).Select(static c => new LonLat(c[0].GetDouble(), c[1].GetDouble()))];
        }

        // It was cut at the antimeridian; whole it is only in pixels.
        PixelPoint[] corners = [.. Outlines.Corners(detection)];
        var map = new LonLat[corners.Length];
        geolocator.ToMap(corners, map);
        return map;
    }
}
