namespace RedKube.Core.Jobs;

/// <summary>What is known of jobs while they are under way, shared by all stages. Safe for any number of threads.</summary>
public interface IJobStore
{
    /// <summary>Adds a job, or replaces one that has ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>False where one of this id is under way; it stays as it is.</returns>
    Task<bool> AddAsync(Job job, CancellationToken cancellation);

    /// <summary>A job, or null.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<Job?> FindAsync(JobId id, CancellationToken cancellation);

    /// <summary>All jobs that are known, those that ended lately included, the last submitted first.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation);

    /// <summary>The jobs that have not ended, and whether what the store knew is still what it knew before.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<OpenJobs> OpenAsync(CancellationToken cancellation);

    /// <summary>Forgets a job that has ended; one under way stays.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>Whether it was forgotten.</returns>
    Task<bool> RemoveAsync(JobId id, CancellationToken cancellation);

    /// <summary>Changes a job in one step, unless it has ended; tells those who watch.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">Gives the new job; may be called again.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="Errors.RedKubeException">RK5002 where there is no such job.</exception>
    Task<Job> UpdateAsync(JobId id, Func<Job, Job> change, CancellationToken cancellation);

    /// <summary>Adds to a job's count. Cheap: may be called for every batch.</summary>
    /// <param name="id">Its id; one that is not there is left alone.</param>
    /// <param name="delta">What is added; below zero takes away.</param>
    void Count(JobId id, JobTally delta);

    /// <summary>What has been counted.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    Task<JobTally> TallyAsync(JobId id, CancellationToken cancellation);

    /// <summary>Says something to those who watch a job.</summary>
    /// <param name="message">The sentence.</param>
    void Say(JobMessage message);

    /// <summary>What happens to a job from now on, messages of before included; ends once it has ended. Progress comes at most a few times a second.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops the watching.</param>
    IAsyncEnumerable<JobEvent> WatchAsync(JobId id, CancellationToken cancellation);
}
