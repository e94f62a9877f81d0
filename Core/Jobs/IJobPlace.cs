namespace RedKube.Core.Jobs;

/// <summary>Says where jobs have their folders. Safe for any number of threads.</summary>
public interface IJobPlace
{
    /// <summary>
    /// Whether other processes work on the jobs too. Then job.json says all that matters, a folder's lock is held for moments only, and images must be
    /// readable without credentials that only one process knows.
    /// </summary>
    bool IsShared { get; }

    /// <summary>Where a new job has its folder.</summary>
    /// <param name="id">The job.</param>
    /// <param name="request">What is wanted.</param>
    /// <returns>A full path or an address.</returns>
    string PathFor(JobId id, DetectRequest request);

    /// <summary>Where a job has its folder, as this process reaches it; machines may call the same folder by different paths.</summary>
    /// <param name="job">The job.</param>
    string PathOf(Job job);

    /// <summary>A job's folder; nothing is made yet.</summary>
    /// <param name="job">The job.</param>
    IJobFolder FolderOf(Job job);

    /// <summary>The folder of a job of which only the id is known.</summary>
    /// <param name="id">Its id, perhaps as somebody typed it.</param>
    /// <returns>Null where folders are not found by id, or the id is none.</returns>
    IJobFolder? Find(JobId id);

    /// <summary>Ids of all jobs that have a folder here; none where folders are not found by id.</summary>
    /// <exception cref="Errors.RedKubeException">RK4005 where they cannot be listed.</exception>
    IReadOnlyList<JobId> List();
}
