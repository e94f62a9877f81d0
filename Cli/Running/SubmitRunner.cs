using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Running;

/// <summary>Sends jobs to a cluster and, where that is wanted, follows them to their end.</summary>
/// <param name="jobs">Where they are submitted.</param>
/// <param name="console">Ids and messages.</param>
/// <param name="mode">How progress is shown.</param>
/// <param name="time">The clock.</param>
internal sealed class SubmitRunner(IJobs jobs, CliConsole console, ProgressMode mode, TimeProvider time)
{
    /// <summary>Submits one job for each request. One that is refused does not stop the others.</summary>
    /// <param name="requests">What is wanted.</param>
    /// <param name="waits">Whether they are followed.</param>
    /// <param name="cancellation">Set by the first signal: the jobs go on.</param>
    /// <returns>The exit code of all of them together.</returns>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    public async Task<int> RunAsync(IReadOnlyList<DetectRequest> requests, bool waits, CancellationToken cancellation)
    {
        var codes = new List<int>();
        var submitted = new List<(DetectRequest Request, JobId Job)>();
        foreach (var request in requests)
        {
            await OneOfAsync(requests.Count, request, codes, async () =>
            {
                var job = await jobs.SubmitAsync(request, cancellation);
                console.Output.WriteLine(job.Value);
                await console.Output.FlushAsync(cancellation);
                submitted.Add((request, job));
                return ExitCodes.Done;
            });
        }

        if (!waits)
        {
            return ExitCodes.Worst(codes);
        }

        var follower = new JobFollower(jobs, console, mode, time);
        foreach (var (request, job) in submitted)
        {
            await OneOfAsync(requests.Count, request, codes, () => follower.FollowAsync(request, job, cancellation, cancellation));
        }

        return ExitCodes.Worst(codes);
    }

    private async Task OneOfAsync(int count, DetectRequest request, List<int> codes, Func<Task<int>> work)
    {
        try
        {
            codes.Add(await work());
        }
        catch (RedKubeException failure) when (count > 1)
        {
            console.Say($"{request.Image.Name}:");
            FaultReport.Write(console, failure);
            codes.Add(ExitCodes.Of(failure.Code));
        }
    }
}
