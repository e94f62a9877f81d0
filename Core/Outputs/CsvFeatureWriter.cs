using System.Text;
using RedKube.Core.Geometry;

namespace RedKube.Core.Outputs;

/// <summary>Writes CSV (RFC 4180: CRLF, quotes doubled) with the geometry as well-known text in the first column, where GDAL and QGIS look for it.</summary>
/// <remarks>
/// <code>
/// WKT,id,class,class_index,score,length_m,width_m,area_m2,heading_deg,pixel_xmin,pixel_ymin,pixel_xmax,pixel_ymax,pixel_polygon,acquired,model,model_hash,image,tile
/// "POLYGON ((15.1 46.9,…))",00112233aabbccdd,ship,0,0.91,112.3,18.2,2043.9,41.27,10,20,60,70,"[[10.5,30.5],…]",,ships,…,harbour.tif,17
/// </code>
/// A column coordinate_space follows, "pixel" in each row, where the coordinates are pixels (x right, y down).
/// </remarks>
internal sealed class CsvFeatureWriter : IFeatureWriter
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");
    private readonly Dictionary<string, byte[]> names = [];
    private readonly OutputFile file;
    private readonly bool onMap;
    private readonly byte[] common;

    /// <summary>Starts a file.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="header">What holds for all features.</param>
    /// <exception cref="Errors.RedKubeException">RK4001, RK4004.</exception>
    public CsvFeatureWriter(string path, OutputHeader header)
    {
        onMap = header.IsGeoreferenced;
        var acquired = header.Acquired is { } time ? FeatureFields.Text(time) : "";
        common = Encoding.UTF8.GetBytes($",{acquired},{Quote(header.ModelName)},{Quote(header.ModelHash)},{Quote(header.ImageName)},");
        file = new OutputFile(path);
        string[] columns =
        [
            "WKT", FeatureFields.Id, FeatureFields.Class, FeatureFields.ClassIndex, FeatureFields.Score, FeatureFields.LengthMetres, FeatureFields.WidthMetres,
            FeatureFields.AreaSquareMetres, FeatureFields.HeadingDegrees, FeatureFields.PixelXMin, FeatureFields.PixelYMin, FeatureFields.PixelXMax,
            FeatureFields.PixelYMax, FeatureFields.PixelPolygon, FeatureFields.Acquired, FeatureFields.Model, FeatureFields.ModelHash, FeatureFields.Image,
            FeatureFields.Tile,
        ];
        file.Write(string.Join(',', columns) + (onMap ? "\r\n" : $",{FeatureFields.CoordinateSpace}\r\n"));
    }

    /// <inheritdoc/>
    public void Write(Feature feature)
    {
        var detection = feature.Detection;
        WriteGeometry(feature);
        file.Write(","u8);
        file.Write(feature.Id);
        file.Write(","u8);
        file.Write(ClassName(feature.ClassName));
        file.Write(","u8);
        file.Write((long)detection.ClassIndex);
        file.Write(","u8);
        file.Write(detection.Score);
        WriteNumber(feature.LengthMetres, FeatureFields.MetreDecimals);
        WriteNumber(feature.WidthMetres, FeatureFields.MetreDecimals);
        WriteNumber(feature.AreaSquareMetres, FeatureFields.MetreDecimals);
        WriteNumber(feature.HeadingDegrees is { } degrees ? FeatureFields.RoundHeading(degrees) : null, FeatureFields.HeadingDecimals);
        WriteNumber(detection.Box.XMin, FeatureFields.PixelDecimals);
        WriteNumber(detection.Box.YMin, FeatureFields.PixelDecimals);
        WriteNumber(detection.Box.XMax, FeatureFields.PixelDecimals);
        WriteNumber(detection.Box.YMax, FeatureFields.PixelDecimals);
        file.Write(","u8);
        if (detection.Shape is { } shape)
        {
            file.Write("\""u8);
            file.Write(PixelText.Json(shape.Corners));
            file.Write("\""u8);
        }

        file.Write(common);
        file.Write(detection.Tile);
        file.Write(onMap ? "\r\n"u8 : ",pixel\r\n"u8);
    }

    /// <inheritdoc/>
    public void Complete() => file.Complete();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private void WriteGeometry(Feature feature)
    {
        if (!onMap)
        {
            file.Write("\"POLYGON ("u8);
            WriteRing([.. Outlines.Corners(feature.Detection).Select(static p => new LonLat(p.X, p.Y))], FeatureFields.PixelDecimals);
            file.Write(")\""u8);
        }
        else if (feature.Outline is not null)
        {
            var rings = MapRings.OnMap(feature.Outline);
            file.Write(rings.Count == 1 ? "\"POLYGON "u8 : "\"MULTIPOLYGON ("u8);
            for (var i = 0; i < rings.Count; i++)
            {
                file.Write(i == 0 ? "("u8 : ",("u8);
                WriteRing(rings[i], FeatureFields.DegreeDecimals);
                file.Write(")"u8);
            }

            file.Write(rings.Count == 1 ? "\""u8 : ")\""u8);
        }
    }

    private void WriteRing(LonLat[] ring, int decimals)
    {
        for (var i = 0; i <= ring.Length; i++)
        {
            var point = ring[i == ring.Length ? 0 : i];
            file.Write(i == 0 ? "("u8 : ","u8);
            file.Write(point.Lon, decimals);
            file.Write(" "u8);
            file.Write(point.Lat, decimals);
        }

        file.Write(")"u8);
    }

    private void WriteNumber(double? value, int decimals)
    {
        file.Write(","u8);
        if (value is { } number)
        {
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
