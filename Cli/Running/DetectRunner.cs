using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Running;

/// <summary>Runs jobs one after the other, shows how they fare and sums up each.</summary>
/// <param name="jobs">Where they are submitted.</param>
/// <param name="console">Messages.</param>
/// <param name="mode">How progress is shown.</param>
/// <param name="time">The clock.</param>
internal sealed class DetectRunner(IJobs jobs, CliConsole console, ProgressMode mode, TimeProvider time)
{
    /// <summary>Runs one job for each request. One that fails does not stop the others; an interruption does.</summary>
    /// <param name="requests">What is wanted.</param>
    /// <param name="cancellation">Set by the first signal.</param>
    /// <returns>The exit code of all of them together.</returns>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    public async Task<int> RunAsync(IReadOnlyList<DetectRequest> requests, CancellationToken cancellation)
    {
        var codes = new List<int>();
        foreach (var request in requests)
        {
            try
            {
                codes.Add(await RunAsync(request, cancellation));
            }
            catch (RedKubeException failure) when (requests.Count > 1)
            {
                console.Say($"{request.Image.Name}:");
                FaultReport.Write(console, failure);
                codes.Add(ExitCodes.Of(failure.Code));
            }
        }

        if (requests.Count > 1)
        {
            var done = codes.Count(static c => c == ExitCodes.Done);
            console.Say($"{done} of {Quantity.Count(requests.Count, "image")} done.");
        }

        return ExitCodes.Worst(codes);
    }

    /// <summary>Runs one job.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellation">Set by the first signal.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunAsync(DetectRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var job = await jobs.SubmitAsync(request, cancellation);

        // A signal cancels the job, not the waiting: what is in work is stored first.
        await using var onSignal = cancellation.Register(() => _ = jobs.CancelAsync(job, CancellationToken.None));
        return await new JobFollower(jobs, console, mode, time).FollowAsync(request, job, CancellationToken.None, cancellation);
    }
}
