using System.Text;
using OSGeo.OSR;
using RedKube.Adapters.Gdal.Vectors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.Gdal.Tests.Vectors;

/// <summary>
/// GDAL keeps reference systems in a cache of each thread and describes EPSG:4326 with or without its datum ensemble, as what the thread did before has left it.
/// Whatever that was, a file must come out the same.
/// </summary>
public sealed class CrsOfThreadsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    public void Write_WhateverTheThreadDidBefore_GivesTheSameBytes(string format)
    {
        GdalRuntime.Initialise();
        var utm = Images.Make(folder, "utm.tif", 32, 32, 1, then: static d => Images.Place(d, new(500_000, 1, 0, 5_000_000, 0, -1), 32633));
        (string Name, Action Do)[] before =
        [
            ("nothing", static () => { }),
            ("an image in UTM", () => Locate(utm)),
            ("EPSG:4326 by its code", static () => Describe(static s => s.ImportFromEPSG(4326))),
            ("EPSG:4326, changed after", static () => Describe(static s => { s.ImportFromEPSG(4326); s.SetAxisMappingStrategy(AxisMappingStrategy.OAMS_TRADITIONAL_GIS_ORDER); })),
            ("another system", static () => Describe(static s => s.ImportFromEPSG(32719))),
            ("the other format", () => Write(format == "gpkg" ? "fgb" : "gpkg", "other")),
            ("the same format", () => Write(format, "same")),
        ];
        byte[]? first = null;
        foreach (var (name, work) in before)
        {
            var bytes = OnThread(() =>
            {
                work();
                return File.ReadAllBytes(Write(format, "out"));
            });
            first ??= bytes;

            Assert.True(first.AsSpan().SequenceEqual(bytes), $"after {name}");
        }

        Assert.DoesNotContain("ENSEMBLE", Encoding.Latin1.GetString(first!), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("WGS 84", Encoding.Latin1.GetString(first!), StringComparison.Ordinal);
    }

    private static void Locate(string path)
    {
        using var reader = Images.Open(path);
        using var geolocator = Images.Source.OpenGeolocator(new ImageRef(path), new RasterReadOptions()) as IDisposable;
    }

    private static void Describe(Action<SpatialReference> import)
    {
        using var system = new SpatialReference(null);
        import(system);
        system.ExportToWkt(out _, null);
    }

    private static T OnThread<T>(Func<T> work)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException("The thread failed.", failure);
    }

    private string Write(string format, string name)
    {
        var path = folder.At($"{name}.{format}");
        var header = new OutputHeader { ImageName = "image.tif", ModelName = "model", ModelHash = new string('a', 64), IsGeoreferenced = true };
        using var writer = new FeatureWriterFactory().Create(format, path, header);
        writer.Complete();
        return path;
    }
}
