using Microsoft.Extensions.Logging;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;

namespace RedKube.ServiceDefaults;

/// <summary>Gives every line that is logged under a lease, whoever writes it, the ids of the job and of the region.</summary>
public static class WorkScope
{
    /// <summary>Opens the scope; it ends where the result is disposed.</summary>
    /// <param name="logger">The stage's log.</param>
    /// <param name="lease">The claim.</param>
    public static IDisposable? Of(ILogger logger, Lease lease)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(lease);
        var ids = new Dictionary<string, object>(StringComparer.Ordinal) { [TelemetryKeys.JobId] = lease.Item.Job.Value };
        if (lease.Item.Stage == WorkStage.Detect)
        {
            ids[TelemetryKeys.Region] = lease.Item.Region;
        }

        return logger.BeginScope(ids);
    }
}
