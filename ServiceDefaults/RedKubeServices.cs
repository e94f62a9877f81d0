using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Redis;

namespace RedKube.ServiceDefaults;

/// <summary>What makes a host a service of a cluster.</summary>
public static class RedKubeServices
{
    // For what comes after the regions: the sessions' end, the farewell to Redis.
    private static readonly TimeSpan AfterGrace = TimeSpan.FromSeconds(4);

    /// <summary>Adds telemetry, health, Redis and the data folder, as the host's configuration names them; a stage or the dashboard is added beside it.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>What was found in the configuration, for the stage.</returns>
    /// <exception cref="Core.Errors.RedKubeException">RK1001: something that is needed is missing.</exception>
    public static ServiceSettings AddRedKubeService(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = ServiceSettings.From(builder.Configuration);
        builder.AddServiceDefaults();
        builder.Services.TryAddSingleton(settings.Queue);
        builder.AddRedKubeRedis(new RedisOptions { Keep = settings.Keep });
        builder.AddRedKubeData(settings.Data);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Grace + AfterGrace);
        return settings;
    }
}
