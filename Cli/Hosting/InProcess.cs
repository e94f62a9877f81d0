using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Adapters.Gdal.Vectors;
using RedKube.Adapters.Onnx;
using RedKube.Aggregator;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using RedKube.Tiler;
using RedKube.Worker;

namespace RedKube.Cli.Hosting;

/// <summary>All three stages in one process, with the queue in memory and results on the disk: what `detect` and `serve` run on.</summary>
internal static class InProcess
{
    /// <summary>Adds the stages and what they work with; what is there already (a test's images or models) stays. Then <see cref="IJobs"/> is the way in.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="options">How much of the machine it takes; null: all cores.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddRedKubeInProcess(this IHostApplicationBuilder builder, WorkerOptions? options = null)
    {
        options ??= new WorkerOptions();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRasterSource, GdalRasterSource>();
        services.TryAddSingleton<IDetectorFactory>(static _ => new OnnxDetectorFactory());
        services.TryAddSingleton<IFeatureWriterFactory, FeatureWriterFactory>();
        services.TryAddSingleton<IJobFolders, LocalJobFolders>();
        services.TryAddSingleton<IOutputStore, LocalOutputStore>();
        services.TryAddSingleton<IJobStore, InProcessJobStore>();
        services.TryAddSingleton(new QueueOptions());
        services.TryAddSingleton<IWorkQueue, InProcessWorkQueue>();
        services.TryAddSingleton<IWorkerRegistry, InProcessWorkerRegistry>();
        services.TryAddSingleton<IJobs, InProcessJobs>();
        builder.AddTiler(new TilerOptions { CacheBytes = options.CacheBytes });
        builder.AddWorker(options);
        builder.AddAggregator();
        return builder;
    }

    /// <summary>Makes a host with the stages alone: no configuration files, no console logs, ready at once.</summary>
    /// <param name="options">How much of the machine it takes; null: all cores.</param>
    public static IHost CreateHost(WorkerOptions? options = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddRedKubeInProcess(options);
        return builder.Build();
    }
}
