using RedKube.Core.Jobs;

namespace RedKube.Adapters.S3;

/// <summary>Job folders on S3.</summary>
/// <param name="client">The server.</param>
internal sealed class S3JobFolders(S3Client client) : IJobFolders
{
    /// <inheritdoc/>
    public IJobFolder Open(string path) => new S3JobFolder(client, S3Address.Parse(path));

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string path)
    {
        var folder = S3Address.Parse(path);
        return [.. client.List(folder, folders: true).Select(name => folder.Child(name).ToString())];
    }
}
