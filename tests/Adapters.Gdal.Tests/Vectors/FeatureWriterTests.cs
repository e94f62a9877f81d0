using System.Diagnostics;
using OSGeo.OGR;
using RedKube.Adapters.Gdal.Vectors;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Outputs;
using Feature = RedKube.Core.Outputs.Feature;

namespace RedKube.Adapters.Gdal.Tests.Vectors;

public sealed class FeatureWriterTests : IDisposable
{
    private static readonly string[] Names = ["ship", "tank, \"round\"", "Flugzeug ä"];
    private readonly TempFolder folder = new();

    public static TheoryData<string> Formats => [.. OutputFormats.All];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_EveryFormat_OgrReadsTheSameFeaturesBack(string format)
    {
        GdalRuntime.Initialise();
        var features = Features(new DegreesGeolocator(10, 50, 1e-5));
        var path = Write(format, features, onMap: true);

        using var source = Ogr.Open(path, 0);
        using var layer = source.GetLayerByIndex(0);
        var rows = Rows(layer);

        Assert.Equal(features.Select(static f => f.Id).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var feature in features)
        {
            var row = rows[feature.Id];
            Assert.Equal(feature.ClassName, row["class"]);
            Assert.Equal(feature.Detection.Score, float.Parse(row["score"]));
            Assert.Equal(Math.Round(feature.LengthMetres!.Value, 3), double.Parse(row["length_m"]), 1e-9);
            Assert.Equal(Math.Round(feature.AreaSquareMetres!.Value, 3), double.Parse(row["area_m2"]), 1e-9);
            Assert.Equal(feature.HeadingDegrees is null, row["heading_deg"].Length == 0);
            Assert.Equal(feature.Detection.Tile, long.Parse(row["tile"]));
            Assert.Equal("ships", row["model"]);
            Assert.Equal("harbour.tif", row["image"]);
            Assert.Equal(feature.Outline!.Min(static p => p.Lon), double.Parse(row["west"]), 5.1e-9);
            Assert.Equal(feature.Outline!.Max(static p => p.Lat), double.Parse(row["north"]), 5.1e-9);
            Assert.Equal(feature.Detection.Shape is null, row["pixel_polygon"].Length == 0);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_TwoRuns_GiveTheSameBytes(string format)
    {
        var features = Many(500);
        var first = File.ReadAllBytes(Write(format, features, onMap: true, "first"));
        var second = File.ReadAllBytes(Write(format, features, onMap: true, "second"));

        Assert.True(first.AsSpan().SequenceEqual(second));
    }

    [Theory]
    [InlineData("gpkg", 5)]
    [InlineData("fgb", 4)]
    public void Write_FeatureWithoutPlace_IsKeptWhereTheFormatHoldsNoGeometry(string format, int expected)
    {
        GdalRuntime.Initialise();
        var features = Many(5).Select(static (f, i) => i == 2 ? f with { Outline = null } : f);
        var path = Write(format, features, onMap: true);

        using var source = Ogr.Open(path, 0);
        using var layer = source.GetLayerByIndex(0);
        Assert.Equal(expected, layer.GetFeatureCount(1));
    }

    [Theory]
    [InlineData("gpkg", "Undefined")]
    [InlineData("fgb", "(unknown)")]
    public void Write_WithoutGeoreference_ClaimsNoPlaceOnEarth(string format, string system)
    {
        GdalRuntime.Initialise();
        var path = Write(format, Features(null), onMap: false);

        using var source = Ogr.Open(path, 0);
        using var layer = source.GetLayerByIndex(0);
        using var crs = layer.GetSpatialRef();
        var rows = Rows(layer);

        Assert.StartsWith(system, crs?.GetName() ?? "(unknown)", StringComparison.Ordinal);
        Assert.All(rows.Values, static row => Assert.Equal("pixel", row["coordinate_space"]));
        Assert.Contains(rows.Values, static row => row["west"] == "10" && row["north"] == "70.123");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_OutlineWithoutAPlace_KeepsTheFeature(string format)
    {
        GdalRuntime.Initialise();
        var path = Write(format, Features(new DegreesGeolocator(10, 95, 1e-5)), onMap: true);

        using var source = Ogr.Open(path, 0);
        using var layer = source.GetLayerByIndex(0);

        // OGR's FlatGeobuf driver keeps no feature without geometry.
        Assert.Equal(format == OutputFormats.FlatGeobuf ? 0 : 3, layer.GetFeatureCount(1));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_NoFeatures_GivesAFileThatOpens(string format)
    {
        GdalRuntime.Initialise();
        var path = Write(format, [], onMap: true);

        if (format == OutputFormats.GeoJsonSeq)
        {
            // A sequence without records is an empty file, which RFC 8142 allows and OGR does not know.
            Assert.Equal(0, new FileInfo(path).Length);
            return;
        }

        using var source = Ogr.Open(path, 0);
        using var layer = source.GetLayerByIndex(0);
        Assert.Equal(0, layer.GetFeatureCount(1));
    }

    [Theory]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    public void Dispose_NotCompleted_LeavesNothing(string format)
    {
        using (var writer = new FeatureWriterFactory().Create(format, folder.At("out." + format), Header(onMap: false)))
        {
            writer.Write(Features(null)[0]);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Create_FolderNotThere_SaysWhichFile(string format)
    {
        var path = folder.At(Path.Combine("missing", "out." + format));

        var error = Assert.Throws<RedKubeException>(() => new FeatureWriterFactory().Create(format, path, Header(onMap: true)));

        Assert.Equal(ErrorCode.OutputNotWritable, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("geojson")]
    [InlineData("geojsonseq")]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    [InlineData("csv")]
    public void Write_EveryFormat_OgrinfoListsIt(string format)
    {
        Skip.IfNot(File.Exists("/usr/bin/ogrinfo"), "ogrinfo is not installed");
        var path = Write(format, Features(new DegreesGeolocator(179.9985, -17, 1e-5)), onMap: true);

        using var process = Process.Start(new ProcessStartInfo("/usr/bin/ogrinfo", ["-ro", "-al", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Feature Count: 3", text, StringComparison.Ordinal);
        Assert.Contains("MULTIPOLYGON (((", text, StringComparison.Ordinal);
        Assert.Matches("[(,]180(\\.0)? -17\\.00", text);
        Assert.Matches("[(,]-180 -17\\.00", text);
        Assert.Contains("Flugzeug ä", text, StringComparison.Ordinal);
    }

    private static OutputHeader Header(bool onMap) => new()
    {
        ImageName = "harbour.tif",
        Acquired = new DateTimeOffset(2024, 5, 1, 12, 20, 30, TimeSpan.FromHours(2)),
        ModelName = "ships",
        ModelHash = new string('a', 64),
        IsGeoreferenced = onMap,
    };

    private static List<Feature> Features(IGeolocator? geolocator)
    {
        var oriented = new OrientedBox(new(150, 200), 120, 20, Math.PI / 6);
        var polygon = new PixelPolygon([new(500, 300), new(560, 310), new(550, 360), new(505.25, 340.0625)]);
        Detection[] detections =
        [
            new(new(10, 20, 60.5, 70.12345), 0, 0.9f, 0),
            new(oriented.Bounds, 1, 0.75f, 3, oriented),
            new(polygon.Bounds, 2, 0.333333343f, 7_000_000_000, polygon),
        ];
        return [.. new FeatureBuilder(Header(geolocator is not null), Names, geolocator).Build(detections)];
    }

    private static List<Feature> Many(int count) =>
        [.. new FeatureBuilder(Header(onMap: true), Names, new DegreesGeolocator(10, 50, 1e-5)).Build(
            Enumerable.Range(0, count).Select(static i => new Detection(new(i * 37 % 1000, i, (i * 37 % 1000) + 20, i + 10), i % 3, 0.5f, i)))];

    private static Dictionary<string, Dictionary<string, string>> Rows(Layer layer)
    {
        var rows = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        while (layer.GetNextFeature() is { } feature)
        {
            using (feature)
            {
                var row = new Dictionary<string, string>(StringComparer.Ordinal);
                for (var i = 0; i < feature.GetFieldCount(); i++)
                {
                    using var field = feature.GetFieldDefnRef(i);
                    row[field.GetName()] = feature.GetFieldAsString(i);
                }

                foreach (var name in new[] { "heading_deg", "pixel_polygon" })
                {
                    row.TryAdd(name, "");
                }

                using var box = new Envelope();
                feature.GetGeometryRef().GetEnvelope(box);
                (row["west"], row["north"]) = (box.MinX.ToString("R"), box.MaxY.ToString("R"));
                rows.Add(row["id"], row);
            }
        }

        return rows;
    }

    private string Write(string format, IEnumerable<Feature> features, bool onMap, string name = "out")
    {
        var path = folder.At($"{name}.{format}");
        using var writer = new FeatureWriterFactory().Create(format, path, Header(onMap));
        foreach (var feature in features)
        {
            writer.Write(feature);
        }

        writer.Complete();
        return path;
    }
}
