using System.Text.Json;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

public sealed class TextFeatureWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("redkube-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void GeoJson_OnTheMap_IsAFeatureCollectionInDegrees()
    {
        var json = JsonDocument.Parse(Write("geojson", new DegreesGeolocator(10, 50, 1e-5))).RootElement;

        Assert.Equal("FeatureCollection", json.GetProperty("type").GetString());
        Assert.Equal("harbour \"north\".tif", json.GetProperty("name").GetString());
        Assert.Equal("wgs84", json.GetProperty("coordinate_space").GetString());
        Assert.False(json.TryGetProperty("crs", out _));
        var features = json.GetProperty("features").EnumerateArray().ToArray();
        Assert.Equal(3, features.Length);
        var ring = features[0].GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray().Select(static p => (p[0].GetDouble(), p[1].GetDouble())).ToArray();
        Assert.Equal([(10.0001, 49.9998), (10.0001, 49.99929877), (10.000605, 49.99929877), (10.000605, 49.9998), (10.0001, 49.9998)], ring);
        var properties = features[0].GetProperty("properties");
        Assert.Equal("ship", properties.GetProperty("class").GetString());
        Assert.Equal("0.9", properties.GetProperty("score").GetRawText());
        Assert.Equal("[10,20,60.5,70.123]", properties.GetProperty("pixel_box").GetRawText());
        Assert.Equal("2024-05-01T10:20:30Z", properties.GetProperty("acquired").GetString());
        Assert.Equal(new string('a', 64), properties.GetProperty("model_hash").GetString());
        Assert.Equal(0, properties.GetProperty("tile").GetInt64());
        Assert.False(properties.TryGetProperty("heading_deg", out _));
        Assert.False(properties.TryGetProperty("pixel_polygon", out _));
        Assert.Equal("tank, \"round\"", features[1].GetProperty("properties").GetProperty("class").GetString());
        Assert.True(features[1].GetProperty("properties").TryGetProperty("heading_deg", out _));
        Assert.Equal("[[500,300],[560,310],[550,360],[505.25,340.062]]", features[2].GetProperty("properties").GetProperty("pixel_polygon").GetRawText());
        Assert.Equal("0.33333334", features[2].GetProperty("properties").GetProperty("score").GetRawText());
    }

    [Fact]
    public void GeoJson_WithoutGeoreference_SaysThatItIsPixels()
    {
        var json = JsonDocument.Parse(Write("geojson", null)).RootElement;

        Assert.Equal("pixel", json.GetProperty("coordinate_space").GetString());
        Assert.Contains("downwards", json.GetProperty("note").GetString(), StringComparison.Ordinal);
        var feature = json.GetProperty("features")[0];
        Assert.Equal("[[[10,20],[60.5,20],[60.5,70.123],[10,70.123],[10,20]]]", feature.GetProperty("geometry").GetProperty("coordinates").GetRawText());
        Assert.Equal("pixel", feature.GetProperty("properties").GetProperty("coordinate_space").GetString());
        Assert.False(feature.GetProperty("properties").TryGetProperty("length_m", out _));
    }

    [Fact]
    public void GeoJson_NoFeatures_IsAnEmptyCollection()
    {
        var path = Path.Combine(folder, "none.geojson");
        using (var writer = new TextFeatureWriterFactory().Create("geojson", path, Samples.Header()))
        {
            writer.Complete();
        }

        Assert.Equal(0, JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public void GeoJson_FeatureWithoutAPlace_HasNoGeometry()
    {
        var json = JsonDocument.Parse(Write("geojson", new DegreesGeolocator(10, 95, 1e-5))).RootElement;

        Assert.Equal(JsonValueKind.Null, json.GetProperty("features")[0].GetProperty("geometry").ValueKind);
    }

    [Fact]
    public void GeoJsonSeq_Features_AreRecordsOfTheirOwn()
    {
        var records = Write("geojsonseq", new DegreesGeolocator(10, 50, 1e-5)).Split('\u001e');

        Assert.Equal("", records[0]);
        Assert.Equal(4, records.Length);
        Assert.All(records[1..], static r =>
        {
            Assert.EndsWith("}\n", r, StringComparison.Ordinal);
            Assert.Equal("ships", JsonDocument.Parse(r).RootElement.GetProperty("properties").GetProperty("model").GetString());
        });
    }

    [Fact]
    public void Csv_Features_AreQuotedRows()
    {
        var rows = Write("csv", new DegreesGeolocator(10, 50, 1e-5)).Split("\r\n");

        Assert.Equal(5, rows.Length);
        Assert.Equal("", rows[4]);
        Assert.StartsWith("WKT,id,class,class_index,score,length_m,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "\"POLYGON ((10.0001 49.9998,10.0001 49.99929877,10.000605 49.99929877,10.000605 49.9998,10.0001 49.9998))\",", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",,10,20,60.5,70.123,,2024-05-01T10:20:30Z,ships," + new string('a', 64) + ",\"harbour \"\"north\"\".tif\",0", rows[1], StringComparison.Ordinal);
        Assert.Contains(",\"tank, \"\"round\"\"\",1,0.75,", rows[2], StringComparison.Ordinal);
        Assert.Contains(",\"[[500,300],[560,310],[550,360],[505.25,340.062]]\",", rows[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_WithoutGeoreference_SaysThatItIsPixels()
    {
        var rows = Write("csv", null).Split("\r\n");

        Assert.EndsWith(",tile,coordinate_space", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("\"POLYGON ((10 20,60.5 20,60.5 70.123,10 70.123,10 20))\",", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",0,pixel", rows[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("geojson")]
    [InlineData("geojsonseq")]
    [InlineData("csv")]
    public void Create_WrittenTwice_GivesTheSameBytes(string format)
    {
        var first = Write(format, new DegreesGeolocator(10, 50, 1e-5));
        File.Delete(Path.Combine(folder, "out." + format));

        Assert.Equal(first, Write(format, new DegreesGeolocator(10, 50, 1e-5)));
    }

    [Theory]
    [InlineData("geojson")]
    [InlineData("csv")]
    public void Dispose_NotCompleted_LeavesNoFile(string format)
    {
        var path = Path.Combine(folder, "out." + format);
        using (var writer = new TextFeatureWriterFactory().Create(format, path, Samples.Header(onMap: false)))
        {
            writer.Write(Samples.Features(null)[0]);
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Create_FolderNotThere_SaysWhichFile()
    {
        var path = Path.Combine(folder, "missing", "out.geojson");

        var error = Assert.Throws<RedKubeException>(() => new TextFeatureWriterFactory().Create("geojson", path, Samples.Header()));

        Assert.Equal(ErrorCode.OutputNotWritable, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Complete_DiskFull_SaysThatNoSpaceIsLeft()
    {
        // The device takes every open and refuses every byte as a full disk does. The writer deletes what it did not complete, so it gets a link.
        Skip.IfNot(File.Exists("/dev/full"), "/dev/full is not there");
        var path = Path.Combine(folder, "out.geojson");
        File.CreateSymbolicLink(path, "/dev/full");
        using var writer = new TextFeatureWriterFactory().Create("geojson", path, Samples.Header());

        var error = Assert.Throws<RedKubeException>(writer.Complete);

        Assert.Equal(ErrorCode.NoSpace, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    private string Write(string format, IGeolocator? geolocator)
    {
        var path = Path.Combine(folder, "out." + format);
        using (var writer = new TextFeatureWriterFactory().Create(format, path, Samples.Header(geolocator is not null)))
        {
            foreach (var feature in Samples.Features(geolocator))
            {
                writer.Write(feature);
            }

            writer.Complete();
        }

        return File.ReadAllText(path);
    }
}
