using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>
/// Writes into job.json what becomes of a job, before queue and store hear of it, because these are rebuilt from job.json. Where processes share a folder,
/// its job.json is changed under its lock, and one that says that the job has ended is final.
/// </summary>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
/// <param name="time">The clock.</param>
public sealed class JobLedger(IJobPlace place, IJobStore store, IWorkQueue queue, TimeProvider time)
{
    /// <summary>Ends a job that cannot go on; one that has ended stays as it is.</summary>
    /// <param name="id">The job.</param>
    /// <param name="failure">The cause.</param>
    /// <param name="cancellation">Ends the waiting for the folder's lock.</param>
    /// <exception cref="RedKubeException">RK4001, RK4004 where processes share the folder and job.json cannot be written; RK5001.</exception>
    public Task FailAsync(JobId id, JobFailure failure, CancellationToken cancellation) =>
        EndAsync(id, job => job with { State = JobState.Failed, Failure = failure }, cancellation);

    /// <summary>Ends a job as its user wants; one that has ended stays as it is.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellation">Ends the waiting for the folder's lock.</param>
    /// <exception cref="RedKubeException">RK4001, RK4004 where processes share the folder and job.json cannot be written; RK5001.</exception>
    public Task CancelAsync(JobId id, CancellationToken cancellation) =>
        EndAsync(id, static job => job with { State = JobState.Cancelled }, cancellation);

    /// <summary>Changes job.json, unless it says that the job has ended.</summary>
    /// <param name="job">The job; what a job.json that is not there is made from.</param>
    /// <param name="change">Gives the new job from that in job.json.</param>
    /// <param name="cancellation">Ends the waiting for the folder's lock.</param>
    /// <returns>The job as job.json has it now.</returns>
    /// <exception cref="RedKubeException">RK4001, RK4004, RK4005.</exception>
    public async Task<Job> WriteAsync(Job job, Func<Job, Job> change, CancellationToken cancellation)
    {
        var folder = place.FolderOf(job);
        using var held = place.IsShared ? await SharedFolderLock.TakeAsync(folder, time, cancellation) : null;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (folder.Read() is not { } stored || stored.Key != job.Key)
            {
                stored = job;
            }
            else if (stored.State.IsFinal())
            {
                return stored;
            }

            var changed = change(stored);
            if (folder.TryReplace(changed))
            {
                return changed;
            }
        }
    }

    private async Task EndAsync(JobId id, Func<Job, Job> end, CancellationToken cancellation)
    {
        var inStore = await store.FindAsync(id, cancellation);
        var known = inStore ?? place.Find(id)?.Read();
        var ended = known is null || known.State.IsFinal() ? known : await WriteEndAsync(known, end, cancellation);
        await queue.RemoveAsync(id, cancellation);
        if (inStore is { State: var state } && !state.IsFinal())
        {
            await store.UpdateAsync(id, job => ended is { } stored && stored.State.IsFinal() ? stored : end(job), cancellation);
        }
    }

    // A process that is alone with its job ends it even on a full disk: the same command finds by the results how far it was.
    private async Task<Job?> WriteEndAsync(Job known, Func<Job, Job> end, CancellationToken cancellation)
    {
        try
        {
            return await WriteAsync(known, end, cancellation);
        }
        catch (RedKubeException) when (!place.IsShared)
        {
            return null;
        }
    }
}
