using Microsoft.Extensions.DependencyInjection.Extensions;
using RedKube.Core.Jobs;
using RedKube.Worker.Pipeline;

namespace RedKube.Worker;

/// <summary>Puts the worker into a host: the service of its own and the command line call the same method.</summary>
public static class WorkerServices
{
    /// <summary>Adds the worker: regions to tiles to detections. What it works with (images, models, places of jobs and models, jobs, queue) must be there.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="options">How much of the machine it takes; null: what is usual.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddWorker(this IHostApplicationBuilder builder, WorkerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options ?? new WorkerOptions());
        builder.Services.AddSingleton<RegionWorker>();
        builder.Services.TryAddSingleton<IWorkerRegistry, InProcessWorkerRegistry>();
        if (options is { HasPeers: true })
        {
            builder.Services.AddHealthChecks().AddCheck<WorkerCheck>("worker");
        }


        // Services stop in reverse order: the worker is listed until it has ended.
        builder.Services.AddHostedService<BeatService>();
        builder.Services.AddHostedService<WorkerService>();
        return builder;
    }
}
