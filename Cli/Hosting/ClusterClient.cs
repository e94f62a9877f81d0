using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Redis;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.ServiceDefaults;

namespace RedKube.Cli.Hosting;

/// <summary>A cluster as somebody sees it who sends jobs there and works on none.</summary>
internal sealed class ClusterClient : IDisposable
{
    // Somebody waits at a terminal: services wait as long as it takes.
    private const string PatienceKey = "RedKube:AnswerWithin";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly IHost host;

    private ClusterClient(IHost host) => this.host = host;

    /// <summary>The way in.</summary>
    public IJobs Jobs => host.Services.GetRequiredService<IJobs>();

    /// <summary>Its queue.</summary>
    public IWorkQueue Queue => host.Services.GetRequiredService<IWorkQueue>();

    /// <summary>Who works there.</summary>
    public IWorkerRegistry Workers => host.Services.GetRequiredService<IWorkerRegistry>();

    /// <summary>What opens images.</summary>
    public IRasterSource Rasters => host.Services.GetRequiredService<IRasterSource>();

    /// <summary>Makes one; nothing is asked yet.</summary>
    /// <param name="settings">Values of the configuration: Redis and data folder.</param>
    public static ClusterClient Of(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(settings);
        var isTraced = TelemetryServices.NamesCollector(builder.Configuration);
        if (isTraced)
        {
            builder.AddRedKubeTelemetry("redkube");
        }

        builder.AddRedKubeRedis(new RedisOptions { AnswerWithin = builder.Configuration.GetValue(PatienceKey, Patience) });
        builder.AddRedKubeData(settings[ServiceSettings.DataKey]!);
        var built = builder.Build();
        if (isTraced)
        {
            // The host is never started: its services would work. Traces are sent at the latest when it is disposed.
            built.Services.StartRedKubeTraces();
        }

        return new ClusterClient(built);
    }

    /// <inheritdoc/>
    public void Dispose() => host.Dispose();
}
