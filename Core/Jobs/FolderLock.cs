using System.Globalization;
using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>
/// A lock of the operating system on a file (flock on Linux, a share mode on Windows): it ends with the process, however that ends. A file
/// beside it names host and process id of its holder, for people. Both are left behind, because deleting the lock could take another process's away; only
/// whoever deletes the whole folder deletes them, and a lock that is taken on a file that is gone by then is none.
/// </summary>
internal static class FolderLock
{
    /// <summary>Takes the lock.</summary>
    /// <param name="file">The lock file.</param>
    /// <exception cref="RedKubeException">RK4003 where another process holds it; RK4001 where the file cannot be written.</exception>
    public static IDisposable Take(string file)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (!OutputErrors.IsNoSpace(e) && Holder(file) is { } holder)
        {
            throw new RedKubeException(
                ErrorCode.JobFolderLocked, $"{holder} works in {Path.GetDirectoryName(file)}. Wait for it to end, or name another output or --work-dir.", e);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, file);
        }

        if (!File.Exists(file))
        {
            stream.Dispose();
            throw new RedKubeException(ErrorCode.JobFolderLocked, $"{Path.GetDirectoryName(file)} is being deleted. Try again.");
        }

        try
        {
            File.WriteAllText(HolderFile(file), string.Create(CultureInfo.InvariantCulture, $"Process {Environment.ProcessId} on {Environment.MachineName}"));
            return stream;
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            stream.Dispose();
            throw OutputErrors.Explain(e, file);
        }
    }

    /// <summary>Deletes the lock's files, while it is held.</summary>
    /// <param name="file">The lock file.</param>
    public static void Delete(string file)
    {
        AtomicFile.TryDelete(HolderFile(file));
        AtomicFile.TryDelete(file);
    }

    // Null: nobody holds it, something else is wrong with the file.
    private static string? Holder(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return File.ReadAllText(HolderFile(file)) is { Length: > 0 } holder ? holder : "Another process";
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            return "Another process";
        }
    }

    private static string HolderFile(string file) => file + ".holder";
}
