using System.Globalization;

namespace RedKube.Cli.Sample;

/// <summary>
/// Writes ground truth as GeoJSON (RFC 7946), feature by feature:
/// <code>
/// {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[9.1,54.2],…]]},
///  "properties":{"class":"ship","pixel_box":[10.25,20,61.5,44.75],"visibility":0.83,"difficult":false}}
/// </code>
/// </summary>
internal sealed class TruthWriter(TextWriter output, SceneGeoreference georeference)
{
    private bool isFirst = true;

    /// <summary>Opens the collection.</summary>
    public void Begin() => output.Write("{\"type\":\"FeatureCollection\",\"features\":[");

    /// <summary>Writes an object.</summary>
    public void Write(SceneObject found)
    {
        output.Write(isFirst ? "\n" : ",\n");
        isFirst = false;
        output.Write("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");

        // Clockwise on the screen, so backwards is counter-clockwise on a map with north up.
        var ring = found.Outline;
        for (var i = ring.Count; i >= 0; i--)
        {
            var p = georeference.ToLonLat(ring[i % ring.Count]);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{(i == ring.Count ? string.Empty : ",")}[{p.Lon:0.########},{p.Lat:0.########}]"));
        }

        var b = found.Box;
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"]]}},\"properties\":{{\"class\":\"{found.ClassName}\",\"pixel_box\":[{b.XMin:0.###},{b.YMin:0.###},{b.XMax:0.###},{b.YMax:0.###}],"));
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\"visibility\":{found.Visibility:0.###},\"difficult\":{(found.IsDifficult ? "true" : "false")}}}}}"));
    }

    /// <summary>Closes the collection.</summary>
    public void End()
    {
        output.Write("\n]}\n");
        output.Flush();
    }
}
