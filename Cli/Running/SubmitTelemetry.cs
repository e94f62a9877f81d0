using System.Diagnostics;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;

namespace RedKube.Cli.Running;

/// <summary>The span that a request of the command line begins a job's trace with.</summary>
internal static class SubmitTelemetry
{
    private static readonly ActivitySource Source = new(TelemetryKeys.Cli);

    /// <summary>Submits a job below a span of its own.</summary>
    /// <param name="jobs">Where it is submitted.</param>
    /// <param name="command">submit or watch.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    public static async Task<JobId> SubmitAsync(IJobs jobs, string command, DetectRequest request, CancellationToken cancellation)
    {
        using var span = Source.StartActivity(command, ActivityKind.Client);
        try
        {
            var job = await jobs.SubmitAsync(request, cancellation);
            span?.SetTag(TelemetryKeys.JobId, job.Value);
            return job;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }
}
