using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>Job folders wherever they are: paths on this machine, addresses where their scheme belongs.</summary>
/// <param name="local">For paths.</param>
/// <param name="remote">For addresses, by scheme in lower case.</param>
public sealed class JobFolders(IJobFolders local, IReadOnlyDictionary<string, IJobFolders> remote) : IJobFolders
{
    /// <inheritdoc/>
    public IJobFolder Open(string path) => For(path).Open(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string path) => For(path).List(path);

    private IJobFolders For(string path) => !StorageAddress.IsRemote(path) ? local
        : remote.GetValueOrDefault(StorageAddress.Scheme(path)) ?? throw StorageErrors.UnknownScheme(path, remote.Keys);
}
