namespace RedKube.Core.Jobs;

/// <summary>Opens job folders. Safe for any number of threads.</summary>
public interface IJobFolders
{
    /// <summary>The folder at a place; nothing is made yet.</summary>
    /// <param name="path">A path, or an address that the implementation knows.</param>
    /// <exception cref="Errors.RedKubeException">RK4001 where it is no place that anything can be kept in.</exception>
    IJobFolder Open(string path);

    /// <summary>The folders directly in one: what <see cref="Open"/> takes, by name. One may hold no job; <see cref="IJobFolder.Read"/> tells.</summary>
    /// <param name="path">A path, or an address that the implementation knows.</param>
    /// <returns>Empty where there is no such place.</returns>
    /// <exception cref="Errors.RedKubeException">RK4005 where it cannot be read; RK4007 where the storage does not answer.</exception>
    IReadOnlyList<string> List(string path);
}
