namespace RedKube.Core.Jobs;

/// <summary>The way in: submits jobs and says how they fare. Safe for any number of threads.</summary>
public interface IJobs
{
    /// <summary>
    /// Submits a job. One that is queued or running under the same id is returned as it is. Opens image and model far enough to know their content's version.
    /// </summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The job's id.</returns>
    /// <exception cref="Errors.RedKubeException">The image or model cannot be used, or the output belongs to something else (RK4002).</exception>
    Task<JobId> SubmitAsync(DetectRequest request, CancellationToken cancellation);

    /// <summary>Waits until a job has ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="onEvent">Called with each event, one at a time, on another thread; must return soon. Null: nobody listens.</param>
    /// <param name="cancellation">Stops the waiting, not the job.</param>
    /// <exception cref="Errors.RedKubeException">RK5002 where there is no such job.</exception>
    Task<JobOutcome> WaitAsync(JobId job, Action<JobEvent>? onEvent, CancellationToken cancellation);

    /// <summary>All jobs that are known, the last submitted first.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation);

    /// <summary>A job, or null.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<Job?> FindAsync(JobId job, CancellationToken cancellation);

    /// <summary>Holds a job: what is in work is finished, nothing more is begun until it is resumed.</summary>
    /// <param name="job">The job; one that has ended stays as it is.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="Errors.RedKubeException">RK5002 where there is no such job.</exception>
    Task PauseAsync(JobId job, CancellationToken cancellation);

    /// <summary>Goes on with a paused job.</summary>
    /// <param name="job">The job; one that is not paused stays as it is.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="Errors.RedKubeException">RK5002 where there is no such job.</exception>
    Task ResumeAsync(JobId job, CancellationToken cancellation);

    /// <summary>Tries what failed of a job again, and only that: dead letters of one under way, missing regions of one that ended partial, failed or cancelled.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>Whether there was anything to try.</returns>
    /// <exception cref="Errors.RedKubeException">RK5002 where there is no such job.</exception>
    Task<bool> RetryAsync(JobId job, CancellationToken cancellation);

    /// <summary>Ends a job and forgets it, its folder too; its output stays.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="Errors.RedKubeException">RK5002 where there is no such job.</exception>
    Task DeleteAsync(JobId job, CancellationToken cancellation);

    /// <summary>Ends a job: regions in work stop soon, what is stored stays, and the same request goes on from there.</summary>
    /// <param name="job">The job; one that has ended stays as it is.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task CancelAsync(JobId job, CancellationToken cancellation);
}
