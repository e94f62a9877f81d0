using Microsoft.Extensions.Diagnostics.HealthChecks;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.ServiceDefaults;

/// <summary>
/// Whether the data folder can be reached: a folder that is not mounted takes no work. Only one look at a time, on a thread of its own: a share that does not answer would
/// otherwise keep a thread of the pool for every question.
/// </summary>
/// <param name="probe">Looks into it.</param>
/// <param name="time">The clock.</param>
internal sealed class DataFolderCheck(DataFolderProbe probe, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private Task<HealthCheckResult>? looking;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Task<HealthCheckResult> look;
        lock (gate)
        {
            look = looking = looking is null or { IsCompleted: true }
                ? Task.Factory.StartNew(Look, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                : looking;
        }

        try
        {
            return await look.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The data folder has not answered for {Patience.TotalSeconds} seconds. Check --data and its mount.");
        }
    }

    private HealthCheckResult Look()
    {
        try
        {
            probe.Require();
            return HealthCheckResult.Healthy();
        }
        catch (RedKubeException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
