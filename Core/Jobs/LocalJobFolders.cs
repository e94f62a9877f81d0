using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Job folders on a file system of this machine.</summary>
public sealed class LocalJobFolders : IJobFolders
{
    /// <inheritdoc/>
    public IJobFolder Open(string path) => new LocalJobFolder(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string path)
    {
        try
        {
            return Directory.Exists(path) ? [.. Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw new RedKubeException(ErrorCode.JobFolderUnreadable, $"The folder {path} cannot be read: {e.Message} Check who may read it, or name another.", e);
        }
    }
}
