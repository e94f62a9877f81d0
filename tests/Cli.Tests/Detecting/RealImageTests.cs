using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RedKube.Adapters.Onnx.Tests.Models;

namespace RedKube.Cli.Tests.Detecting;

/// <summary>Rasters that nobody here made: each runs; what is georeferenced agrees with gdaltransform.</summary>
public sealed class RealImageTests : IDisposable
{
    private readonly Workplace place = new(side: 100);

    public void Dispose() => place.Dispose();

    [SkippableTheory]
    [InlineData("landsat_bahamas_rgb.tif")]
    [InlineData("rgba_uint16.tif", "--range", "0,10000")]
    [InlineData("small.ntf", "--bands", "1,1,1")]
    public async Task Detect_GeoreferencedImage_AgreesWithGdalTransform(string name, params string[] options)
    {
        var image = Find(name);
        Skip.If(!File.Exists("/usr/bin/gdaltransform"), "gdaltransform is not installed");
        var features = await DetectAsync(image, options);

        var corners = features.SelectMany(static f =>
        {
            var box = f.GetProperty("properties").GetProperty("pixel_box");
            return new (double X, double Y)[] { (box[0].GetDouble(), box[1].GetDouble()), (box[2].GetDouble(), box[3].GetDouble()) };
        }).ToArray();
        var expected = await TransformAsync(image, corners);
        for (var i = 0; i < features.Count; i++)
        {
            var ring = features[i].GetProperty("geometry").GetProperty("coordinates")[0];
            AssertHas(ring, expected[2 * i]);
            AssertHas(ring, expected[(2 * i) + 1]);
        }
    }

    [SkippableFact]
    public async Task Detect_ImageWithoutGeoreference_GivesPixelsAndSaysSo()
    {
        var result = await Workplace.DetectAsync(Find("two_planes.tif"), "--model", place["model.onnx"], "--output", place["out.geojson"], "--confidence", "0.001");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("warning", result.Error, StringComparison.Ordinal);
        Assert.Contains("pixel", result.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(place["out.geojson"]));
        Assert.Equal("pixel", json.RootElement.GetProperty("coordinate_space").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("features").EnumerateArray());
    }

    private async Task<List<JsonElement>> DetectAsync(string image, string[] options)
    {
        place.WriteModel("model.onnx", BrightModel.YoloV8("N", 128, 128));
        var result = await Workplace.DetectAsync([image, "--model", place["model.onnx"], "--output", place["out.geojson"], "--confidence", "0.001", "--merge", "none", .. options]);
        Assert.True(result.ExitCode == 0, result.Error);
        using var json = JsonDocument.Parse(File.ReadAllText(place["out.geojson"]));
        var features = json.RootElement.GetProperty("features").EnumerateArray().Select(static f => f.Clone()).ToList();
        Assert.NotEmpty(features);
        return features;
    }

    private static void AssertHas(JsonElement ring, (double Lon, double Lat) point) =>
        Assert.Contains(ring.EnumerateArray(), p => Math.Abs(p[0].GetDouble() - point.Lon) <= 5.1e-9 && Math.Abs(p[1].GetDouble() - point.Lat) <= 5.1e-9);

    private static async Task<List<(double Lon, double Lat)>> TransformAsync(string image, (double X, double Y)[] pixels)
    {
        var start = new ProcessStartInfo("/usr/bin/gdaltransform", ["-t_srs", "EPSG:4326", "-output_xy", image])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEndAsync();
        foreach (var (x, y) in pixels)
        {
            await process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{x} {y}"));
        }

        process.StandardInput.Close();
        var lines = (await text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(static l => l.Split(' ')).Select(static p => (double.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture)))];
    }

    /// <summary>shared/data/imagery in or beside a clone; skips where it is not there.</summary>
    private static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "imagery", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new SkipException($"shared/data/imagery/{name} is not there");
    }
}
