namespace RedKube.Core.Jobs;

/// <summary>Renews one lease while a stage works on it.</summary>
public static class LeaseKeeper
{
    /// <summary>
    /// Runs work under a lease: renews it while the work runs, stops the work where it was lost. Where a renewal fails, whatever the cause, the work goes on: its
    /// result counts if it is the first.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="every">How often it is renewed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">The work; its token stops it.</param>
    /// <param name="onFailure">Told why a renewal failed; the next comes in its turn.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped, or its lease was lost.</exception>
    public static async Task RunAsync(
        IWorkQueue queue,
        Lease lease,
        TimeSpan every,
        TimeProvider time,
        Func<CancellationToken, Task> work,
        Action<Exception> onFailure,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = new PeriodicTimer(every, time);
        var working = Task.Run(() => work(stop.Token), CancellationToken.None);
        var renewing = RenewAsync();
        try
        {
            await working;
        }
        finally
        {
            await stop.CancelAsync();
            await renewing;
        }

        async Task RenewAsync()
        {
            try
            {
                while (await timer.WaitForNextTickAsync(stop.Token))
                {
                    if (!await TryRenewAsync())
                    {
                        await stop.CancelAsync();
                    }
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                // The work has ended; what a renewal said after that is of no matter.
            }
        }

        async Task<bool> TryRenewAsync()
        {
            try
            {
                return await queue.RenewAsync(lease, stop.Token);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // Also what nobody foresaw: a loop that died of it would let the lease of work that goes well run out.
                onFailure(e);
                return true;
            }
        }
    }
}
