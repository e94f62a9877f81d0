using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RedKube.Aggregator;
using RedKube.Core.Jobs;
using RedKube.ServiceDefaults;
using RedKube.Tiler;
using RedKube.Worker;

namespace RedKube.Cli.Hosting;

/// <summary>All three stages in one process, with the queue in memory and results on the disk: what `detect` and `serve` run on.</summary>
internal static class InProcess
{
    /// <summary>
    /// Adds the stages and what they work with; what is there already (a test's images or models) stays. Then <see cref="IJobs"/> is the way in. Job folders lie
    /// beside outputs unless a data folder was added before.
    /// </summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="options">How much of the machine it takes; null: all cores.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddRedKubeInProcess(this IHostApplicationBuilder builder, WorkerOptions? options = null)
    {
        options ??= new WorkerOptions();
        builder.AddRedKubeParts();
        builder.AddRedKubeMemoryQueue();
        builder.Services.TryAddSingleton<IJobPlace, JobsBesideOutputs>();
        builder.Services.TryAddSingleton<IModelPlace, ModelsWhereTheyAre>();
        builder.Services.TryAddSingleton<IJobs, FolderJobs>();
        builder.AddTiler(new TilerOptions
        {
            CacheBytes = options.CacheBytes,
            EndsJobWithoutSpace = options.EndsJobWithoutSpace,
            AtOnce = options.EndsJobWithoutSpace ? 1 : TilerOptions.AtOnceInService,
        });
        builder.AddWorker(options);
        builder.AddAggregator(new AggregatorOptions { EndsJobWithoutSpace = options.EndsJobWithoutSpace });
        return builder;
    }

    /// <summary>Makes a host with the stages alone: no configuration files, no console logs, ready at once; telemetry only where a collector is named.</summary>
    /// <param name="options">How much of the machine it takes; null: all cores.</param>
    public static IHost CreateHost(WorkerOptions? options = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddEnvironmentVariables();
        if (TelemetryServices.NamesCollector(builder.Configuration))
        {
            builder.AddRedKubeTelemetry("redkube");
        }

        builder.AddRedKubeInProcess(options);
        return builder.Build();
    }
}
