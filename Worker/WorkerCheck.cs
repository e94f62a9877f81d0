using Microsoft.Extensions.Diagnostics.HealthChecks;
using RedKube.Worker.Pipeline;

namespace RedKube.Worker;

/// <summary>Whether the worker lacked what jobs needed. Degraded, not unhealthy: other jobs it can do, and one image that somebody deleted must not take every worker away.</summary>
/// <param name="worker">The worker.</param>
internal sealed class WorkerCheck(RegionWorker worker) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(worker.Lacks is { } lack ? HealthCheckResult.Degraded(lack) : HealthCheckResult.Healthy());
}
