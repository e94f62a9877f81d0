using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>A job folder on a file system of this machine: job.json, results/, lock.</summary>
/// <param name="path">The folder.</param>
internal sealed class LocalJobFolder(string path) : IJobFolder
{
    private readonly string jobFile = Path.Combine(path, "job.json");

    private string LockFile => Path.Combine(path, "lock");

    /// <inheritdoc/>
    public IResultStore Results { get; } = new LocalResultStore(Path.Combine(path, "results"));

    /// <inheritdoc/>
    public Job? Read()
    {
        try
        {
            return JobJson.Read(File.ReadAllBytes(jobFile), jobFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // File.Exists would say the same of a share that does not answer.
            return null;
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.ExplainRead(e, jobFile);
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset? WrittenAt()
    {
        try
        {
            return File.Exists(jobFile) ? new DateTimeOffset(File.GetLastWriteTimeUtc(jobFile)) : null;
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw new RedKubeException(ErrorCode.JobFolderUnreadable, $"{jobFile} cannot be looked at: {e.Message} Check who may read it.", e);
        }
    }

    /// <inheritdoc/>
    public void Write(Job job)
    {
        MakeFolder();
        AtomicFile.Write(jobFile, JobJson.Write(job));
    }

    /// <summary>Always writes: who changes a job has taken the folder.</summary>
    /// <param name="job">The job.</param>
    public bool TryReplace(Job job)
    {
        Write(job);
        return true;
    }

    /// <inheritdoc/>
    public IDisposable Lock()
    {
        MakeFolder();
        return FolderLock.Take(LockFile);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        AtomicFile.TryDelete(jobFile);
        Results.Clear();
    }

    /// <inheritdoc/>
    public void Delete()
    {
        Clear();
        FolderLock.Delete(LockFile);
        try
        {
            // Not what somebody else put there.
            Directory.Delete(path);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            // Another process begins with the same job, or somebody keeps something here.
        }
    }

    private void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }
    }
}
