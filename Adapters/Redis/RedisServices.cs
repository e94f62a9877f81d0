using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedKube.Adapters.Redis.Connections;
using RedKube.Adapters.Redis.Queue;
using RedKube.Adapters.Redis.Store;
using RedKube.Adapters.Redis.Workers;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis;

/// <summary>Puts queue, job store and worker registry on Redis.</summary>
public static class RedisServices
{
    /// <summary>The name of the connection: the connection string is <c>ConnectionStrings:redis</c> (<c>ConnectionStrings__redis</c> in the environment).</summary>
    public const string ConnectionName = "redis";

    /// <summary>
    /// Registers <see cref="IWorkQueue"/>, <see cref="IJobStore"/> and <see cref="IWorkerRegistry"/>; what is registered already stays. The connection string
    /// is StackExchange.Redis' own, with password, TLS and all else. A server that is away is waited for.
    /// </summary>
    /// <typeparam name="TBuilder">The kind of host.</typeparam>
    /// <param name="builder">The host that is being built.</param>
    /// <param name="options">How long to wait and to keep; null: the defaults.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddRedKubeRedis<TBuilder>(this TBuilder builder, RedisOptions? options = null)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddRedisClient(ConnectionName, configureOptions: Configure);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options ?? new RedisOptions());
        services.TryAddSingleton(new QueueOptions());
        services.TryAddSingleton(static s => new RedisConnection(
            s.GetRequiredService<IConnectionMultiplexer>, s.GetRequiredService<RedisOptions>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<RedisConnection>>()));
        services.TryAddSingleton<RedisJobStore>();
        services.TryAddSingleton<IJobStore>(static s => s.GetRequiredService<RedisJobStore>());
        services.TryAddSingleton(static s => new RedisWorkQueue(
            s.GetRequiredService<RedisConnection>(), s.GetRequiredService<QueueOptions>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<RedisWorkQueue>>(), s.GetRequiredService<RedisJobStore>().HandOnAsync));
        services.TryAddSingleton<IWorkQueue>(static s => new ObservedWorkQueue(s.GetRequiredService<RedisWorkQueue>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IWorkerRegistry, RedisWorkerRegistry>();
        services.AddHostedService<RedisService>();
        services.AddHealthChecks().AddCheck<QueueCheck>("queue");
        return builder;
    }

    /// <summary>What a connection must be like, whatever its string says of it.</summary>
    /// <param name="configuration">What the connection string gave.</param>
    internal static void Configure(ConfigurationOptions configuration)
    {
        configuration.AbortOnConnectFail = false;
        configuration.ReconnectRetryPolicy = new ExponentialRetry(250, 2000);
        configuration.ClientName ??= "redkube";
        if (configuration.KeepAlive <= 0)
        {
            configuration.KeepAlive = 10;
        }
    }
}
