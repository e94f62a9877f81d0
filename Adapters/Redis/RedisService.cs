using Microsoft.Extensions.Hosting;
using RedKube.Adapters.Redis.Connections;
using RedKube.Adapters.Redis.Store;

namespace RedKube.Adapters.Redis;

/// <summary>
/// Looks at Redis when a host starts: one that is away is waited for, one that cannot be used ends the host with the cause (RK5005). When the host stops,
/// after all others, hands on what was counted.
/// </summary>
/// <param name="redis">The connection.</param>
/// <param name="store">Jobs.</param>
internal sealed class RedisService(RedisConnection redis, RedisJobStore store) : BackgroundService
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Farewell);
        await store.FlushAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => redis.ReadyPatientlyAsync(stoppingToken);
}
