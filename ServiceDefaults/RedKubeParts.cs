using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Adapters.Gdal.Vectors;
using RedKube.Adapters.Onnx;
using RedKube.Adapters.S3;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;
using RedKube.Core.Outputs;

namespace RedKube.ServiceDefaults;

/// <summary>What the stages work with, brought together once for services and command line. What is registered already (a test's images or models) stays.</summary>
public static class RedKubeParts
{
    /// <summary>Adds images, models, writers, and where job folders and outputs are kept. Nothing is loaded before it is used.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddRedKubeParts(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRasterSource, GdalRasterSource>();
        services.TryAddSingleton<IDetectorFactory>(static _ => new OnnxDetectorFactory());
        services.TryAddSingleton<IFeatureWriterFactory, FeatureWriterFactory>();
        services.AddRedKubeStorage();
        return builder;
    }

    /// <summary>Adds queue, job store and worker registry of this process alone.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddRedKubeMemoryQueue(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new QueueOptions());
        services.TryAddSingleton<IJobStore, InProcessJobStore>();
        services.TryAddSingleton<IWorkQueue>(static s => new ObservedWorkQueue(
            new InProcessWorkQueue(s.GetRequiredService<QueueOptions>(), s.GetRequiredService<TimeProvider>()), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IWorkerRegistry, InProcessWorkerRegistry>();
        return builder;
    }

    /// <summary>Adds jobs and models in a data folder, with <see cref="IJobs"/> as the way in and a health check that the folder can be reached. Queue and store must be added beside it.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="dataFolder">A path or an address; it is not made here.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddRedKubeData(this IHostApplicationBuilder builder, string dataFolder)
    {
        builder.AddRedKubeParts();
        var services = builder.Services;
        services.TryAddSingleton(DataFolder.At(dataFolder));
        services.TryAddSingleton<IJobPlace, JobsInDataFolder>();
        if (DataFolder.At(dataFolder).IsLocal)
        {
            services.TryAddSingleton<IModelPlace, ModelsInDataFolder>();
        }
        else
        {
            services.TryAddSingleton<IModelPlace>(static s => s.GetRequiredService<S3Storage>().Models(s.GetRequiredService<DataFolder>(), s.GetRequiredService<IDetectorFactory>()));
        }

        services.TryAddSingleton<IJobs, FolderJobs>();
        services.TryAddSingleton<DataFolderProbe>();
        services.AddHealthChecks().AddCheck<DataFolderCheck>("data");
        return builder;
    }
}
