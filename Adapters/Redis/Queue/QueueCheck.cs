using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RedKube.Adapters.Redis.Queue;

/// <summary>Whether this process may still claim work: one that met a message of a newer version must not, until it is updated.</summary>
/// <param name="queue">The queue.</param>
internal sealed class QueueCheck(RedisWorkQueue queue) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(queue.StoppedBy is { } why ? HealthCheckResult.Unhealthy(why.Message) : HealthCheckResult.Healthy());
}
