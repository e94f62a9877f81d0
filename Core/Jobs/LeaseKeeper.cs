namespace RedKube.Core.Jobs;

/// <summary>Renews one lease while a stage works on it.</summary>
public static class LeaseKeeper
{
    /// <summary>
    /// Runs work under a lease: renews it while the work runs and comes forward (<see cref="WorkProgress"/>), stops the work where it was lost. Where a renewal
    /// fails, whatever the cause, the work goes on: its result counts if it is the first.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="every">How often it is renewed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">The work; its token stops it.</param>
    /// <param name="onFailure">Told why a renewal failed; the next comes in its turn.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped, or its lease was lost.</exception>
    /// <exception cref="Exception">What the work threw, or that it hangs: then it is left to itself, told to stop, and its lease is not renewed any more.</exception>
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
        using var over = new CancellationTokenSource();
        using var timer = new PeriodicTimer(every, time);
        var progress = new WorkProgress(time);
        var working = Task.Run(WorkAsync, CancellationToken.None);
        var stalling = WatchAsync();
        try
        {
            if (await Task.WhenAny(working, stalling) == stalling && await stalling && !working.IsCompleted)
            {
                // Whatever still becomes of it, nobody waits for that.
                _ = working.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                throw new WorkStalledException(working, progress.Patience);
            }

            await working;
        }
        finally
        {
            await stop.CancelAsync();
            await over.CancelAsync();
            await stalling;
        }

        Task WorkAsync()
        {
            progress.Enter();
            return work(stop.Token);
        }

        // Ends with true where the work hangs.
        async Task<bool> WatchAsync()
        {
            try
            {
                while (await timer.WaitForNextTickAsync(over.Token))
                {
                    if (progress.HasStalled)
                    {
                        return true;
                    }

                    if (!stop.IsCancellationRequested && !await TryRenewAsync())
                    {
                        await stop.CancelAsync();
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The work has ended.
            }

            return false;
        }

        async Task<bool> TryRenewAsync()
        {
            var asked = time.GetTimestamp();
            try
            {
                return await queue.RenewAsync(lease, stop.Token);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return true;
            }
            catch (Exception e)
            {
                // Also what nobody foresaw: a loop that died of it would let the lease of work that goes well run out.
                progress.Note();
                onFailure(e);
                return true;
            }
            finally
            {
                if (time.GetElapsedTime(asked) > every)
                {
                    // While the queue does not answer the work may have to wait for it too.
                    progress.Note();
                }
            }
        }
    }
}
