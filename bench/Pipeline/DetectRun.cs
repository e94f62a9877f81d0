using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Cli.Hosting;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using RedKube.Worker;

namespace RedKube.Bench.Pipeline;

/// <summary>One run of `detect` in this process, measured from the first read to the last stored region.</summary>
internal sealed record DetectRun(RunReport Report, TimeSpan Wall, TimeSpan Cpu, TimeSpan Rest, long Allocated, TimeSpan Compiling, string ByThread)
{
    public long Tiles => Report.TilesRun + Report.TilesSkipped;

    public static async Task<DetectRun> OfAsync(string image, string model, IDetectorFactory detectors, DetectOptions options, int threads)
    {
        var folder = Directory.CreateTempSubdirectory("redkube-bench-");
        var start = Stopwatch.GetTimestamp();
        try
        {
            var queue = new WatchedQueue();
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
            builder.Services.AddSingleton<IRasterSource>(new WatchedImages(new GdalRasterSource(), queue.FirstRead));
            builder.Services.AddSingleton(detectors);
            builder.Services.AddSingleton<IWorkQueue>(queue);
            builder.AddRedKubeInProcess(new WorkerOptions { Threads = threads });
            using var host = builder.Build();
            await host.StartAsync();
            var jobs = host.Services.GetRequiredService<IJobs>();
            var request = new DetectRequest
            {
                Image = new ImageRef(image), ModelPath = model, OutputPath = Path.Combine(folder.FullName, "out.geojson"), Format = "geojson", Options = options,
            };
            var before = ThreadTimes.Now();
            var id = await jobs.SubmitAsync(request, CancellationToken.None);
            var outcome = await jobs.WaitAsync(id, null, CancellationToken.None);
            var byThread = ThreadTimes.Between(before, ThreadTimes.Now());
            await host.StopAsync();
            if (outcome.Report is not { } report || queue.First is not { } first || queue.Last is not { } last)
            {
                throw new InvalidOperationException($"{outcome.State}: {outcome.Failure}");
            }

            var wall = Stopwatch.GetElapsedTime(first.Clock, last.Clock);
            return new DetectRun(report, wall, last.Cpu - first.Cpu, Stopwatch.GetElapsedTime(start) - wall, last.Allocated - first.Allocated, last.Compiling - first.Compiling, byThread);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
