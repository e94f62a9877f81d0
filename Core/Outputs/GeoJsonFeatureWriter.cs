using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using RedKube.Core.Geometry;

namespace RedKube.Core.Outputs;

/// <summary>
/// Writes GeoJSON: one FeatureCollection (RFC 7946) or a sequence of features, a line each (RFC 8142). Streamed by hand, so memory does not grow and the bytes
/// are the same on every machine.
/// </summary>
/// <remarks>
/// <code>
/// {"type":"FeatureCollection","name":"harbour.tif","model":"ships","model_hash":"…","acquired":"2024-05-01T10:20:30Z","coordinate_space":"wgs84","features":[
/// {"type":"Feature","id":"00112233aabbccdd","geometry":{"type":"Polygon","coordinates":[[[15.1,46.9],…]]},"properties":{"class":"ship",…}},
/// …
/// ]}
/// </code>
/// Without georeference the coordinates are pixels: coordinate_space is "pixel", also as a property of each feature, and a note says so; there is no
/// standard way, and readers such as GDAL take the numbers for degrees. A feature whose outline has no place on the map has the geometry null.
/// </remarks>
internal sealed class GeoJsonFeatureWriter : IFeatureWriter
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    private readonly Dictionary<string, byte[]> names = [];
    private readonly OutputFile file;
    private readonly bool sequence;
    private readonly bool onMap;
    private readonly byte[] common;
    private bool any;

    /// <summary>Starts a file.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="header">What holds for all features.</param>
    /// <param name="sequence">Whether it is a sequence of features.</param>
    /// <exception cref="Errors.RedKubeException">RK4001, RK4004.</exception>
    public GeoJsonFeatureWriter(string path, OutputHeader header, bool sequence)
    {
        this.sequence = sequence;
        onMap = header.IsGeoreferenced;
        var acquired = header.Acquired is { } time ? $"\"{FeatureFields.Acquired}\":{Quote(FeatureFields.Text(time))}," : "";
        var model = $"{acquired}\"{FeatureFields.Model}\":{Quote(header.ModelName)},\"{FeatureFields.ModelHash}\":{Quote(header.ModelHash)}";
        var space = $"\"{FeatureFields.CoordinateSpace}\":\"{(onMap ? "wgs84" : FeatureFields.PixelSpace)}\"";
        common = Encoding.UTF8.GetBytes($",{model},\"{FeatureFields.Image}\":{Quote(header.ImageName)}{(onMap ? "" : "," + space)},\"{FeatureFields.Tile}\":");
        file = new OutputFile(path);
        if (!sequence)
        {
            var note = onMap ? "" : ",\"note\":\"Coordinates are pixels of the image, x to the right, y downwards, from the outer corner of its first pixel.\"";
            file.Write($"{{\"type\":\"FeatureCollection\",\"name\":{Quote(header.ImageName)},{model},{space}{note},\"features\":[");
        }
    }

    /// <inheritdoc/>
    public void Write(Feature feature)
    {
        file.Write(sequence ? "\u001e"u8 : any ? ",\n"u8 : "\n"u8);
        any = true;
        file.Write("{\"type\":\"Feature\",\"id\":\""u8);
        file.Write(feature.Id);
        file.Write("\",\"geometry\":"u8);
        WriteGeometry(feature);
        WriteProperties(feature);
        file.Write(sequence ? "}}\n"u8 : "}}"u8);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (!sequence)
        {
            file.Write("\n]}\n"u8);
        }

        file.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, Encoder)}\"";

    private void WriteGeometry(Feature feature)
    {
        if (!onMap)
        {
            file.Write("{\"type\":\"Polygon\",\"coordinates\":["u8);
            WriteRing(Outlines.Corners(feature.Detection), closed: true);
            file.Write("]}"u8);
            return;
        }

        if (feature.Outline is null)
        {
            file.Write("null"u8);
            return;
        }

        var rings = MapRings.OnMap(feature.Outline);
        file.Write(rings.Count == 1 ? "{\"type\":\"Polygon\",\"coordinates\":"u8 : "{\"type\":\"MultiPolygon\",\"coordinates\":["u8);
        for (var i = 0; i < rings.Count; i++)
        {
            file.Write(i == 0 ? "["u8 : ",["u8);
            WriteRing(rings[i]);
            file.Write("]"u8);
        }

        file.Write(rings.Count == 1 ? "}"u8 : "]}"u8);
    }

    private void WriteRing(LonLat[] ring)
    {
        file.Write("["u8);
        for (var i = 0; i <= ring.Length; i++)
        {
            var point = ring[i == ring.Length ? 0 : i];
            file.Write(i == 0 ? "["u8 : ",["u8);
            file.Write(point.Lon, FeatureFields.DegreeDecimals);
            file.Write(","u8);
            file.Write(point.Lat, FeatureFields.DegreeDecimals);
            file.Write("]"u8);
        }

        file.Write("]"u8);
    }

    private void WriteRing(IReadOnlyList<PixelPoint> ring, bool closed)
    {
        file.Write("["u8);
        for (var i = 0; i < (closed ? ring.Count + 1 : ring.Count); i++)
        {
            var point = ring[i == ring.Count ? 0 : i];
            file.Write(i == 0 ? "["u8 : ",["u8);
            file.Write(point.X, FeatureFields.PixelDecimals);
            file.Write(","u8);
            file.Write(point.Y, FeatureFields.PixelDecimals);
            file.Write("]"u8);
        }

        file.Write("]"u8);
    }

    private void WriteProperties(Feature feature)
    {
        var detection = feature.Detection;
        file.Write(",\"properties\":{\"class\":"u8);
        file.Write(ClassName(feature.ClassName));
        file.Write(",\"class_index\":"u8);
        file.Write((long)detection.ClassIndex);
        file.Write(",\"score\":"u8);
        file.Write(detection.Score);
        WriteNumber(",\"length_m\":"u8, feature.LengthMetres, FeatureFields.MetreDecimals);
        WriteNumber(",\"width_m\":"u8, feature.WidthMetres, FeatureFields.MetreDecimals);
        WriteNumber(",\"area_m2\":"u8, feature.AreaSquareMetres, FeatureFields.MetreDecimals);
        var heading = feature.HeadingDegrees is { } degrees ? FeatureFields.RoundHeading(degrees) : (double?)null;
        WriteNumber(",\"heading_deg\":"u8, heading, FeatureFields.HeadingDecimals);
        WriteNumber(",\"pixel_box\":["u8, detection.Box.XMin, FeatureFields.PixelDecimals);
        WriteNumber(","u8, detection.Box.YMin, FeatureFields.PixelDecimals);
        WriteNumber(","u8, detection.Box.XMax, FeatureFields.PixelDecimals);
        WriteNumber(","u8, detection.Box.YMax, FeatureFields.PixelDecimals);
        file.Write("]"u8);
        if (detection.Shape is { } shape)
        {
            file.Write(",\"pixel_polygon\":"u8);
            WriteRing(shape.Corners, closed: false);
        }

        file.Write(common);
        file.Write(detection.Tile);
    }

    private void WriteNumber(ReadOnlySpan<byte> name, double? value, int decimals)
    {
        if (value is { } number)
        {
            file.Write(name);
            file.Write(number, decimals);
        }
    }

    private byte[] ClassName(string name)
    {
        if (!names.TryGetValue(name, out var quoted))
        {
            names[name] = quoted = Encoding.UTF8.GetBytes(Quote(name));
        }

        return quoted;
    }
}
