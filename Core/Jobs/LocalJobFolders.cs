namespace RedKube.Core.Jobs;

/// <summary>Job folders on a file system of this machine.</summary>
public sealed class LocalJobFolders : IJobFolders
{
    /// <inheritdoc/>
    public IJobFolder Open(string path) => new LocalJobFolder(path);
}
