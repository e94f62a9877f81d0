using RedKube.Core.Errors;

namespace RedKube.Core.Outputs;

/// <summary>Says why an output could not be written.</summary>
public static class OutputErrors
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnLinux = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullOnWindows = unchecked((int)0x80070027);

    /// <summary>Whether an exception means that a file cannot be written.</summary>
    /// <param name="exception">What was caught.</param>
    public static bool IsFileError(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Explains a failed write: RK4004 where the disk or a quota is full, else RK4001.</summary>
    /// <param name="cause">What the file system, or GDAL, said.</param>
    /// <param name="path">The file that was being written.</param>
    public static RedKubeException Explain(Exception cause, string path) => IsNoSpace(cause)
        ? new RedKubeException(ErrorCode.NoSpace, $"No space is left to write {path}. Free some, or write to another disk, and run the same command again.", cause)
        : new RedKubeException(ErrorCode.OutputNotWritable, $"{path} cannot be written: {Sentence(cause.Message)} Check that its folder is there and may be written to.", cause);

    /// <summary>Explains a failed read of what RedKube itself stores: RK4005 where it may not be read, RK4007 where its disk or share does not answer as it should.</summary>
    /// <param name="cause">What the file system said.</param>
    /// <param name="path">The file or folder.</param>
    public static RedKubeException ExplainRead(Exception cause, string path) => cause is UnauthorizedAccessException
        ? new RedKubeException(ErrorCode.JobFolderUnreadable, $"{path} cannot be read: {Sentence(cause.Message)} Check who may read it, or name another --work-dir.", cause)
        : new RedKubeException(ErrorCode.StorageAway, $"{path} cannot be read: {Sentence(cause.Message)} Make sure that its disk or share is there; what is done is kept.", cause);

    // GDAL's words often end without a full stop.
    private static string Sentence(string words) => words.TrimEnd() is { Length: > 0 } w && w[^1] is not ('.' or '!') ? w + "." : words;

    /// <summary>Whether a failed write means that the disk or a quota is full.</summary>
    /// <param name="cause">What was caught. GDAL hands on the words of the C library and of SQLite, not their codes.</param>
    public static bool IsNoSpace(Exception cause) =>
        (cause is IOException && cause.HResult is NoSpaceOnUnix or QuotaOnLinux or DiskFullOnWindows or HandleDiskFullOnWindows)
        || cause.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase)
        || cause.Message.Contains("disk is full", StringComparison.OrdinalIgnoreCase)
        || cause.Message.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase);
}
