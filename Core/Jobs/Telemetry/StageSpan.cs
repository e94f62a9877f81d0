using System.Diagnostics;

namespace RedKube.Core.Jobs.Telemetry;

/// <summary>Spans of what a stage does under a lease.</summary>
public static class StageSpan
{
    /// <summary>Starts a span below that of the claim; it is the current one then, so that logs and further spans belong to it.</summary>
    /// <param name="source">The stage's source.</param>
    /// <param name="name">What is done.</param>
    /// <param name="lease">The claim.</param>
    /// <returns>Null where nobody listens.</returns>
    public static Activity? Start(ActivitySource source, string name, Lease lease)
    {
        if (!source.HasListeners())
        {
            return null;
        }

        _ = ActivityContext.TryParse(lease.Trace, null, out var parent);
        return source.StartActivity(name, ActivityKind.Internal, parent)?.SetTag(TelemetryKeys.JobId, lease.Item.Job.Value);
    }
}
