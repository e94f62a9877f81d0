using Microsoft.Extensions.Diagnostics.HealthChecks;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.ServiceDefaults;

/// <summary>Whether the data folder can be reached: a folder that is not mounted takes no work.</summary>
/// <param name="probe">Looks into it.</param>
internal sealed class DataFolderCheck(DataFolderProbe probe) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await probe.RequireAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (RedKubeException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
