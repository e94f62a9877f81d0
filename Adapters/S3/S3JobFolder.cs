using RedKube.Core.Jobs;

namespace RedKube.Adapters.S3;

/// <summary>
/// A job folder on S3: job.json and results/ as on a disk, each object whole or not there. There is no lock: two processes that do the same job write the
/// same bytes to the same places, the output is placed under a condition, and job.json is changed under the condition that it is what was read.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="folder">The folder.</param>
internal sealed class S3JobFolder(S3Client client, S3Address folder) : IJobFolder
{
    private readonly S3Address jobFile = folder.Child("job.json");
    private string? read;

    /// <inheritdoc/>
    public IResultStore Results { get; } = new S3ResultStore(client, folder.Child("results"));

    /// <inheritdoc/>
    public Job? Read()
    {
        (var bytes, read) = client.GetVersion(jobFile);
        return bytes is null ? null : JobJson.Read(bytes, jobFile.ToString());
    }

    /// <inheritdoc/>
    public DateTimeOffset? WrittenAt() => client.Head(jobFile)?.Modified;

    /// <inheritdoc/>
    public void Write(Job job) => client.Put(jobFile, JobJson.Write(job));

    /// <inheritdoc/>
    public bool TryReplace(Job job) => client.TryPut(jobFile, JobJson.Write(job), read);

    /// <inheritdoc/>
    public IDisposable Lock() => new NoLock();

    /// <inheritdoc/>
    public void Clear()
    {
        client.Delete(jobFile);
        Results.Clear();
    }

    /// <inheritdoc/>
    public void Delete() => client.DeleteFolder(folder);

    private sealed class NoLock : IDisposable
    {
        public void Dispose()
        {
            // Nothing was taken.
        }
    }
}
