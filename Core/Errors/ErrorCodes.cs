namespace RedKube.Core.Errors;

/// <summary>What follows from an <see cref="ErrorCode"/>.</summary>
public static class ErrorCodes
{
    /// <summary>The code as people see it, for example RK2001.</summary>
    /// <param name="code">The code.</param>
    public static string Text(this ErrorCode code) => $"RK{(int)code:D4}";

    /// <summary>
    /// Whether a service waits for storage: what is to be written finds no room, or cannot be written or read now. It does not count as an attempt; the work goes on by itself once that is mended.
    /// </summary>
    /// <param name="code">The code.</param>
    public static bool WaitsForStorage(this ErrorCode code) => code is ErrorCode.NoSpace or ErrorCode.OutputNotWritable or ErrorCode.StorageAway;

    /// <summary>The kind of failure that a code stands for.</summary>
    /// <param name="code">The code.</param>
    public static FailureKind Kind(this ErrorCode code) => code switch
    {
        ErrorCode.ImageStorageAway or ErrorCode.ModelStorageAway or ErrorCode.NoSpace or ErrorCode.StorageAway or ErrorCode.QueueAway or ErrorCode.OutputNotWritable => FailureKind.Transient,
        ErrorCode.SampleTypeUnsupported or ErrorCode.ModelNotRecognised or ErrorCode.DeviceNotThere or ErrorCode.MessageNewer or ErrorCode.QueueServerUnsuitable => FailureKind.Unsupported,
        ErrorCode.Bug => FailureKind.Bug,
        _ => FailureKind.BadInput,
    };
}
