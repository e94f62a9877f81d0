using System.Globalization;
using System.Text;
using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>
/// A lock of the operating system on a file (flock on Linux, a share mode on Windows): it ends with the process, however that ends. The file holds host and
/// process id of its holder, for people; it is left behind, because deleting it could take another process's lock away.
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
        catch (IOException e) when (Holder(file) is { } holder)
        {
            throw new RedKubeException(
                ErrorCode.JobFolderLocked, $"{holder} works in {Path.GetDirectoryName(file)}. Wait for it to end, or name another output or --work-dir.", e);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, file);
        }

        try
        {
            stream.SetLength(0);
            stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Process {Environment.ProcessId} on {Environment.MachineName}")));
            return stream;
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            stream.Dispose();
            throw OutputErrors.Explain(e, file);
        }
    }

    // Sharing everything takes no lock, so the holder's words can be read while it holds.
    private static string? Holder(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd() is { Length: > 0 } holder ? holder : "Another process";
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            return e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException ? null : "Another process";
        }
    }
}
