using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>Takes the lock of a job's folder for a moment, where several processes write its job.json.</summary>
public static class SharedFolderLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the lock; waits while another process has it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Gives the lock back when it is disposed.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static async Task<IDisposable> TakeAsync(IJobFolder folder, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return folder.Lock();
            }
            catch (RedKubeException e) when (e.Code == ErrorCode.JobFolderLocked)
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }
}
