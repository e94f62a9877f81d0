using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Bench.Dashboard;

/// <summary>A finished job of a million detections: memory of the server over idle, time to the first tile, and what a view of 20 tiles holds at each zoom.</summary>
internal static class MapBench
{
    private const int Side = 100_000;
    private const int Across = 5;
    private const int Down = 4;

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var count = Measure.Option(args, "--detections", 1_000_000);
        await using var server = await BenchServer.StartAsync();
        var job = await MakeAsync(server, count);
        await server.Client.GetAsync("/api/v1/jobs");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var idle = BenchServer.Memory().Now;
        var clock = Stopwatch.StartNew();
        await server.Client.GetByteArrayAsync($"/tiles/jobs/{job.Id}/detections/0/0/0.mvt");
        var first = clock.Elapsed;
        Console.WriteLine($"{Measure.Machine()}; {count} boxes, output of {new FileInfo(job.OutputPath).Length >> 20} MB");
        Console.WriteLine("| zoom | features of a view of 20 tiles | bytes | ms |");
        Console.WriteLine("|---|---|---|---|");
        for (var zoom = 11; zoom <= 18; zoom++)
        {
            await ViewAsync(server, job, zoom);
        }

        var (now, most) = BenchServer.Memory();
        Console.WriteLine($"first tile after {first.TotalSeconds:0.00} s; memory {idle} MB idle, {now} MB after the views (+{now - idle}), {most} MB at most (+{most - idle})");
        return 0;
    }

    // In the middle of the image, where it is full at every zoom.
    private static async Task ViewAsync(BenchServer server, Job job, int zoom)
    {
        var frame = server.Services.GetRequiredService<ITileRenderer>().Frame(job.Image, CancellationToken.None);
        var scale = 1L << zoom;
        int left = (int)((frame.Least.X + frame.Most.X) / 2 * scale) - (Across / 2), top = (int)((frame.Least.Y + frame.Most.Y) / 2 * scale) - (Down / 2);
        var features = 0;
        var bytes = 0;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Across * Down; i++)
        {
            var tile = await server.Client.GetByteArrayAsync($"/tiles/jobs/{job.Id}/detections/{zoom}/{left + (i % Across)}/{top + (i / Across)}.mvt");
            bytes += tile.Length;
            features += Features(tile);
        }

        Console.WriteLine($"| {zoom} | {features} | {bytes} | {clock.Elapsed.TotalMilliseconds:0} |");
    }

    // Field 2 of the layer, counted without looking inside.
    private static int Features(ReadOnlySpan<byte> tile)
    {
        var count = 0;
        var at = 0;
        if (tile.IsEmpty)
        {
            return 0;
        }

        Varint(tile, ref at);
        Varint(tile, ref at);
        while (at < tile.Length)
        {
            var tag = Varint(tile, ref at);
            var value = (int)Varint(tile, ref at);
            at += (tag & 7) == 2 ? value : 0;
            count += tag == ((2 << 3) | 2) ? 1 : 0;
        }

        return count;
    }

    private static long Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (long)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>Makes the job and its output.</summary>
    /// <param name="server">Where.</param>
    /// <param name="count">Detections.</param>
    public static async Task<Job> MakeAsync(BenchServer server, int count)
    {
        var image = Path.Combine(server.Data, "vast.tif");
        using (var writer = RasterWriter.Create(image, new RasterWriteOptions { Size = new PixelSize(Side, Side), Sparse = true, GeoTransform = new GeoTransform(500_000, 0.5, 0, 5_200_000, 0, -0.5), EpsgCode = 32633 }))
        {
            writer.Complete();
        }

        var model = server.Services.GetRequiredService<IDetectorFactory>().Inspect(Path.Combine("samples", "models", "harbour.onnx"));
        var output = Path.Combine(server.Data, "outputs", "bench", "detections.geojson");
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        Write(new ImageRef(image), model, output, count);
        var job = new Job
        {
            Id = new JobId("00000000000000bb"),
            Key = new string('0', 64),
            Image = new ImageRef(image),
            ContentVersion = "1",
            Model = model,
            Options = new DetectOptions(),
            OutputPath = output,
            Format = "geojson",
            Folder = Path.Combine(server.Data, "jobs", "00000000000000bb"),
            State = JobState.Done,
            Output = AtomicFile.Stamp(output),
        };
        await server.Services.GetRequiredService<IJobStore>().AddAsync(job, CancellationToken.None);
        return job;
    }

    private static void Write(ImageRef image, ModelRef model, string output, int count)
    {
        using var geolocator = new GdalRasterSource().OpenGeolocator(image, new RasterReadOptions());
        var header = new OutputHeader { ImageName = image.Name, ModelName = model.Name, ModelHash = model.Hash, IsGeoreferenced = true };
        var builder = new FeatureBuilder(header, model.Card.Names, geolocator);
        using var writer = new TextFeatureWriterFactory().Create("geojson", output, header);
        foreach (var feature in builder.Build(Boxes(count, model.Card.Names.Count)))
        {
            writer.Write(feature);
        }

        writer.Complete();
    }

    // In output order: row by row, as if a region wide strip after the other had been searched.
    private static IEnumerable<Detection> Boxes(int count, int classes)
    {
        var perRow = (int)Math.Sqrt(count);
        double step = (double)Side / perRow;
        for (var i = 0; i < count; i++)
        {
            double x = i % perRow * step, y = i / perRow * step;
            yield return new Detection(new PixelBox(x + 5, y + 5, x + 45, y + 25), i % classes, 0.25f + (i % 750 / 1000f), i);
        }
    }
}
