namespace RedKube.Worker.Pipeline;

/// <summary>Tells who waits for room that there is some. Guarded by the scheduler's lock.</summary>
internal sealed class RoomSignal
{
    private TaskCompletionSource? awaited;

    /// <summary>Whether somebody waits.</summary>
    public bool IsAwaited => awaited is not null;

    /// <summary>Ends at the next <see cref="Tell"/>; to be awaited outside the lock.</summary>
    public Task Next() => (awaited ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>There is room.</summary>
    public void Tell()
    {
        awaited?.TrySetResult();
        awaited = null;
    }
}
