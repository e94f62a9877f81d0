using RedKube.Core.Jobs;
using RedKube.Dashboard.Jobs;

namespace RedKube.Dashboard.Components.Pages;

/// <summary>Which commands fit a state, and their words.</summary>
internal static class JobCommands
{
    /// <summary>What can be done with a job, the likeliest first.</summary>
    /// <param name="state">Its state.</param>
    public static IReadOnlyList<JobCommand> For(JobState state) => state switch
    {
        JobState.Paused => [JobCommand.Resume, JobCommand.Cancel],
        JobState.Queued or JobState.Planning or JobState.Running => [JobCommand.Pause, JobCommand.Cancel],
        JobState.Merging => [JobCommand.Cancel],
        JobState.Partial or JobState.Failed or JobState.Cancelled => [JobCommand.Retry, JobCommand.Delete],
        _ => [JobCommand.Delete],
    };

    /// <summary>Does it.</summary>
    /// <param name="desk">Where jobs are handled.</param>
    /// <param name="job">The job.</param>
    /// <param name="command">The command.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="Core.Errors.RedKubeException">It cannot be done.</exception>
    public static Task RunAsync(JobDesk desk, JobId job, JobCommand command, CancellationToken cancellation) => command switch
    {
        JobCommand.Pause => desk.DoAsync(job.Value, static (jobs, id, token) => jobs.PauseAsync(id, token), cancellation),
        JobCommand.Resume => desk.DoAsync(job.Value, static (jobs, id, token) => jobs.ResumeAsync(id, token), cancellation),
        JobCommand.Cancel => desk.DoAsync(job.Value, static (jobs, id, token) => jobs.CancelAsync(id, token), cancellation),
        JobCommand.Retry => desk.DoAsync(job.Value, static (jobs, id, token) => jobs.RetryAsync(id, token), cancellation),
        _ => desk.DeleteAsync(job.Value, cancellation),
    };

    /// <summary>The icon's name.</summary>
    /// <param name="command">The command.</param>
    public static string Icon(JobCommand command) => command switch
    {
        JobCommand.Pause => "pause",
        JobCommand.Resume => "play",
        JobCommand.Cancel => "stop",
        JobCommand.Retry => "again",
        _ => "bin",
    };

    /// <summary>What a user is asked before it is done; null: nothing.</summary>
    /// <param name="command">The command.</param>
    public static string? Question(JobCommand command) => command switch
    {
        JobCommand.Cancel => "Stop this job? Regions that are done are kept; a retry goes on from them.",
        JobCommand.Delete => "Delete this job and its results? The image and the model stay.",
        _ => null,
    };
}
