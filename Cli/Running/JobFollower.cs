using RedKube.Cli.Terminal;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Cli.Running;

/// <summary>Shows how a job fares until it has ended, then sums it up.</summary>
/// <param name="jobs">Knows the job.</param>
/// <param name="console">Messages.</param>
/// <param name="mode">How progress is shown.</param>
/// <param name="time">The clock.</param>
internal sealed class JobFollower(IJobs jobs, CliConsole console, ProgressMode mode, TimeProvider time)
{
    /// <summary>Follows a job.</summary>
    /// <param name="request">What was wanted.</param>
    /// <param name="job">The job.</param>
    /// <param name="waiting">Ends the waiting; the job goes on.</param>
    /// <param name="cancellation">Set by the first signal: a job that was cancelled then was cancelled by it.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="RedKubeException">It failed, or was cancelled from elsewhere.</exception>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    public async Task<int> FollowAsync(DetectRequest request, JobId job, CancellationToken waiting, CancellationToken cancellation)
    {
        var outcome = await WaitAsync(request, job, waiting);
        switch (outcome.State)
        {
            case JobState.Done:
                Summary.Write(console, request, outcome);
                return ExitCodes.Done;
            case JobState.Partial:
                Summary.Write(console, request, outcome);
                return ExitCodes.Partial;
            case JobState.Cancelled:
                cancellation.ThrowIfCancellationRequested();
                throw new RedKubeException(ErrorCode.JobNotFound, $"the job {outcome.Job} was cancelled from elsewhere. The same command goes on with it.");
            default:
                var cause = outcome.Failure ?? new JobFailure(ErrorCode.Bug, "the job failed without saying why.");
                throw new RedKubeException(cause.Code, cause.Message);
        }
    }

    private async Task<JobOutcome> WaitAsync(DetectRequest request, JobId job, CancellationToken waiting)
    {
        var latest = new JobProgress(job, JobState.Queued);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await using var view = ProgressView.Start(mode, request.Image.Name, () => JobProgressText.Of(latest), console, time);
        return await jobs.WaitAsync(job, Listen, waiting);

        void Listen(JobEvent happened)
        {
            if (happened is JobProgress progress)
            {
                latest = progress;
            }
            else if (happened is JobMessage message && seen.Add(message.Text))
            {
                if (message.IsWarning)
                {
                    console.Warn(message.Text);
                }
                else
                {
                    console.Say(message.Text);
                }
            }
        }
    }
}
