using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace RedKube.Closed.Tests;

public sealed class RedisClientTests
{
    [Fact]
    public void AddRedisClient_NoConnectionString_SaysWhereItBelongs()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.AddRedisClient("redis");
        using var host = builder.Build();

        var error = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<IConnectionMultiplexer>());

        Assert.Contains("ConnectionStrings:redis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthCheck_NobodyListens_IsUnhealthy()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["ConnectionStrings:redis"] = "127.0.0.1:1,connectTimeout=200,connectRetry=0";
        builder.AddRedisClient("redis");
        builder.Services.AddLogging();
        using var host = builder.Build();

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Entries["StackExchange.Redis"].Status);
    }

    [Fact]
    public void AddRedisClient_ChecksDisabled_RegistersNone()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);

        builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true);

        Assert.DoesNotContain(builder.Services, service => service.ServiceType == typeof(HealthCheckService));
    }
}
