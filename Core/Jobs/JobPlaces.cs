namespace RedKube.Core.Jobs;

/// <summary>Questions that several stages ask of the place where jobs have their folders.</summary>
public static class JobPlaces
{
    /// <summary>The job as its job.json has it, where processes share the folder and it says that the job has ended: another may have ended it, and died before the store heard of it.</summary>
    /// <param name="place">Where jobs have their folders.</param>
    /// <param name="job">The job.</param>
    /// <returns>Null where it has not ended, or where this process alone knows.</returns>
    /// <exception cref="Errors.RedKubeException">RK4005, RK4007.</exception>
    public static Job? Ended(this IJobPlace place, Job job) =>
        place.IsShared && place.FolderOf(job).Read() is { State: var state } stored && stored.Key == job.Key && state.IsFinal() ? stored : null;
}
