using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Redis as Aspire's integration does.</summary>
public static class AspireRedisExtensions
{
    /// <summary>Registers <see cref="IConnectionMultiplexer"/>, connected at first use, and its health check. The connection string is
    /// <c>ConnectionStrings:NAME</c> unless the settings give one.</summary>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = new StackExchangeRedisSettings { ConnectionString = builder.Configuration.GetConnectionString(connectionName) };
        configureSettings?.Invoke(settings);

        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => Connect(settings, connectionName, configureOptions));
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(
                new HealthCheckRegistration("StackExchange.Redis", services => new RedisHealthCheck(services), failureStatus: null, tags: null));
        }
    }

    private static ConnectionMultiplexer Connect(StackExchangeRedisSettings settings, string name, Action<ConfigurationOptions>? configure)
    {
        if (string.IsNullOrEmpty(settings.ConnectionString))
        {
            throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{name}' or in the settings.");
        }

        var options = ConfigurationOptions.Parse(settings.ConnectionString);
        configure?.Invoke(options);
        return ConnectionMultiplexer.Connect(options);
    }
}
