namespace RedKube.Core.Jobs;

/// <summary>Where one job keeps what it must not lose: job.json, the regions' results, a lock. It is the truth; queues can be rebuilt from it.</summary>
public interface IJobFolder
{
    /// <summary>The regions' results.</summary>
    IResultStore Results { get; }

    /// <summary>Reads job.json.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="Errors.RedKubeException">RK4005 where it is damaged or of a newer version; RK4007 where its storage does not answer.</exception>
    Job? Read();

    /// <summary>When job.json was written last, by the storage's clock: nothing in it says so.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="Errors.RedKubeException">RK4005, RK4007.</exception>
    DateTimeOffset? WrittenAt();

    /// <summary>Writes job.json in one step, flushed.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="Errors.RedKubeException">RK4001, RK4004, RK4007.</exception>
    void Write(Job job);

    /// <summary>Writes job.json as <see cref="Write"/> does, unless it is no longer what this object has read last: where there are no locks, another may have written meanwhile.</summary>
    /// <param name="job">The job.</param>
    /// <returns>False where it was not written; it is to be read anew.</returns>
    /// <exception cref="Errors.RedKubeException">RK4001, RK4004, RK4007.</exception>
    bool TryReplace(Job job);

    /// <summary>
    /// Takes the folder for this process until the returned object is disposed or the process ends, however it ends. Storage that knows no locks gives one that
    /// keeps nobody out: leases, and the order in which an output is recorded and placed, protect the job there.
    /// </summary>
    /// <exception cref="Errors.RedKubeException">RK4003 where another live process holds it, with host and process id; RK4001 where the folder cannot be made.</exception>
    IDisposable Lock();

    /// <summary>Deletes job.json and all results; the lock stays.</summary>
    void Clear();

    /// <summary>Deletes all of the folder, while it is locked: nothing of the job is left. What cannot be deleted stays for the next time.</summary>
    void Delete();
}
