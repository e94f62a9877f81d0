using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RedKube.Core.Errors;

namespace RedKube.Core.Outputs;

/// <summary>Files that appear whole or not at all, and stay after a power cut.</summary>
public static partial class AtomicFile
{
    private const int AtWorkingDirectory = -100;
    private const uint NoReplace = 1;
    private const int FileExists = 17;

    /// <summary>Writes a small file beside its place, flushes it and renames it over what is there.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="content">All of it.</param>
    /// <param name="writer">Tells writers of one file apart that may write at the same time; null: there is one at a time.</param>
    /// <exception cref="RedKubeException">RK4001, RK4004.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, string? writer = null)
    {
        var part = writer is null ? path + ".part" : $"{path}.{writer}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            FlushFolder(path);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            TryDelete(part);
            throw OutputErrors.Explain(e, path);
        }
    }

    /// <summary>Puts a finished file in its place, in one step.</summary>
    /// <param name="part">The file, on the same file system.</param>
    /// <param name="path">Its place.</param>
    /// <param name="replace">Whether a file that is there may be replaced.</param>
    /// <exception cref="RedKubeException">RK4002 where a file is there and must stay; RK4001, RK4004.</exception>
    public static void Place(string part, string path, bool replace)
    {
        try
        {
            using (var stream = new FileStream(part, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0))
            {
                stream.Flush(flushToDisk: true);
            }

            if (replace)
            {
                File.Move(part, path, overwrite: true);
            }
            else
            {
                MoveNew(part, path);
            }

            FlushFolder(path);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            throw OutputErrors.Explain(e, path);
        }
    }

    /// <summary>Length and SHA-256 of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null where there is none.</returns>
    public static OutputStamp? Stamp(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new OutputStamp(stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>Deletes a file if that can be done.</summary>
    /// <param name="path">The file.</param>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            // What is left over is replaced by the next attempt.
        }
    }

    /// <summary>Deletes the files of a folder that match a pattern, hidden ones too, as far as that can be done.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">With * for any characters.</param>
    public static void TryDeleteAll(string folder, string pattern)
    {
        try
        {
            foreach (var file in Directory.GetFiles(folder, pattern, new EnumerationOptions { AttributesToSkip = FileAttributes.None }))
            {
                TryDelete(file);
            }
        }
        catch (Exception e) when (OutputErrors.IsFileError(e))
        {
            // The folder is away; what is left over goes another time.
        }
    }

    // renameat2 is the one call that never replaces; file systems that lack it have hard links instead.
    private static void MoveNew(string part, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            MoveOrRefuse(part, path);
            return;
        }

        if (RenameAt2(AtWorkingDirectory, part, AtWorkingDirectory, path, NoReplace) == 0)
        {
            return;
        }

        if (Marshal.GetLastPInvokeError() == FileExists)
        {
            throw Foreign(path);
        }

        if (Link(part, path) == 0)
        {
            File.Delete(part);
            return;
        }

        if (Marshal.GetLastPInvokeError() == FileExists)
        {
            throw Foreign(path);
        }

        MoveOrRefuse(part, path);
    }

    private static void MoveOrRefuse(string part, string path)
    {
        if (File.Exists(path))
        {
            throw Foreign(path);
        }

        File.Move(part, path, overwrite: false);
    }

    private static RedKubeException Foreign(string path) =>
        new(ErrorCode.OutputForeign, $"{path} appeared while the job ran; it is left as it is. Name another output, or replace it with --fresh.");

    // A rename is on the disk once its folder is.
    private static void FlushFolder(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var folder = Open(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", 0);
        if (folder >= 0)
        {
            _ = FSync(folder);
            _ = Close(folder);
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string oldPath, string newPath);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
