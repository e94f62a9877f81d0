using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Redis;
using RedKube.Core.Errors;
using RedKube.Core.Outputs;
using RedKube.ServiceDefaults;
using RedKube.Worker;

namespace RedKube.Cli.Hosting;

/// <summary>Hosts jobs in a data folder: with a cluster that does the work, or with all stages in this process.</summary>
internal static class DataHost
{
    /// <summary>A host without a web server.</summary>
    /// <param name="settings">Where and who.</param>
    /// <param name="threads">Callers of the model at the same time; null: the cores that this process may use.</param>
    public static IHost Of(DataSettings settings, int? threads)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        ServiceHost.Prepare(builder, settings.ToConfiguration());
        if (TelemetryServices.NamesCollector(builder.Configuration))
        {
            builder.AddRedKubeTelemetry("redkube");
        }

        builder.AddJobsInData(settings, threads);
        return builder.Build();
    }

    /// <summary>Adds the jobs of a data folder and, where there is no cluster, all stages.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="settings">Where and who.</param>
    /// <param name="threads">Callers of the model at the same time; null: the cores that this process may use.</param>
    /// <exception cref="RedKubeException">RK4001 where the data folder cannot be made.</exception>
    public static void AddJobsInData(this IHostApplicationBuilder builder, DataSettings settings, int? threads)
    {
        MakeFolder(settings.DataPath);
        if (settings.Redis is not null)
        {
            builder.AddRedKubeRedis();
            builder.AddRedKubeData(settings.DataPath);
            return;
        }

        builder.AddRedKubeData(settings.DataPath);
        var usual = new WorkerOptions();
        builder.AddRedKubeInProcess(usual with { Threads = threads ?? usual.Threads, EndsJobWithoutSpace = false, Id = WorkerOptions.OwnId });
    }

    private static void MakeFolder(string path)
    {
        if (StorageAddress.IsRemote(path))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }
    }
}
