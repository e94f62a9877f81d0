namespace RedKube.Core.Jobs;

/// <summary>Opens job folders. Safe for any number of threads.</summary>
public interface IJobFolders
{
    /// <summary>The folder at a place; nothing is made yet.</summary>
    /// <param name="path">A path, or an address that the implementation knows.</param>
    IJobFolder Open(string path);
}
