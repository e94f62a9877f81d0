using Microsoft.Extensions.Diagnostics.HealthChecks;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.ServiceDefaults;

/// <summary>Whether the data folder can be reached: a folder that is not mounted takes no work.</summary>
/// <param name="data">The data folder.</param>
/// <param name="place">Looks into it.</param>
internal sealed class DataFolderCheck(DataFolder data, IJobPlace place) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (data.IsLocal && !Directory.Exists(data.Root))
            {
                return Task.FromResult(HealthCheckResult.Unhealthy($"The data folder {data.Root} is not there."));
            }

            // An id that no job has: whether it is there is one question to the storage, however many jobs it holds.
            place.Find(new JobId(new string('0', 16)))?.Read();
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (RedKubeException e)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(e.Message));
        }
    }
}
