using RedKube.Core.Jobs;

namespace RedKube.Adapters.S3;

/// <summary>
/// A job folder on S3: job.json and results/ as on a disk, each object whole or not there. There is no lock: two processes that do the same job write the
/// same bytes to the same places, and the output is placed under a condition.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="folder">The folder.</param>
internal sealed class S3JobFolder(S3Client client, S3Address folder) : IJobFolder
{
    private readonly S3Address jobFile = folder.Child("job.json");

    /// <inheritdoc/>
    public IResultStore Results { get; } = new S3ResultStore(client, folder.Child("results"));

    /// <inheritdoc/>
    public Job? Read() => client.Get(jobFile) is { } bytes ? JobJson.Read(bytes, jobFile.ToString()) : null;

    /// <inheritdoc/>
    public DateTimeOffset? WrittenAt() => client.Head(jobFile)?.Modified;

    /// <inheritdoc/>
    public void Write(Job job) => client.Put(jobFile, JobJson.Write(job));

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
