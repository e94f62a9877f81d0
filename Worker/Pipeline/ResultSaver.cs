using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>
/// Stores results. Where there is no space and the worker is to wait for it, a result is kept in memory under its lease and tried again with backoff; no region is
/// begun meanwhile, so what waits is bounded by what was in work. Safe for any number of threads.
/// </summary>
/// <param name="store">Told of waits.</param>
/// <param name="queue">Where leases are renewed.</param>
/// <param name="options">Whether to wait, and how long.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class ResultSaver(IJobStore store, IWorkQueue queue, WorkerOptions options, TimeProvider time, ILogger logger)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? full;
    private int waiting;

    /// <summary>Waits while a result waits for space.</summary>
    public async Task WaitForSpaceAsync(CancellationToken cancellation)
    {
        Task? signal;
        lock (gate)
        {
            signal = full?.Task;
        }

        await (signal ?? Task.CompletedTask).WaitAsync(cancellation);
    }

    /// <summary>Stores a region's result.</summary>
    /// <param name="region">The region.</param>
    /// <param name="result">Its result.</param>
    /// <param name="stopping">Ends a wait for space.</param>
    /// <returns>False where the wait for space was ended by a stop or by the loss of the lease; the region was then given back.</returns>
    /// <exception cref="RedKubeException">RK4001, RK4004, RK4007 where space is not waited for; RK4005.</exception>
    public async Task<bool> SaveAsync(RegionWork region, RegionResult result, CancellationToken stopping)
    {
        var failure = TrySave(region, result);
        if (failure is null)
        {
            return true;
        }

        Begin();
        try
        {
            store.Say(new JobMessage(region.Image.Job.Id, Explain(failure), IsWarning: true));
            return await RetryAsync(region, result, failure, stopping);
        }
        finally
        {
            End();
        }
    }

    private static string Explain(RedKubeException failure) =>
        $"{failure.Message} Results wait in memory and no further region is begun until they can be stored; work then goes on by itself.";

    private async Task<bool> RetryAsync(RegionWork region, RegionResult result, RedKubeException? failure, CancellationToken stopping)
    {
        for (var wait = options.FirstSpaceWait; failure is not null; wait = wait * 2 < options.LongestSpaceWait ? wait * 2 : options.LongestSpaceWait)
        {
            Log.WaitsForSpace(logger, region.Lease.Item.Job, region.Region.Index, wait, failure);
            if (!await HoldAsync(region.Lease, wait, stopping))
            {
                await queue.GiveBackAsync(region.Lease, CancellationToken.None);
                return false;
            }

            failure = TrySave(region, result);
        }

        Log.HasSpaceAgain(logger, region.Lease.Item.Job, region.Region.Index);
        return true;
    }

    // Waits under the lease, which is renewed all the while.
    private async Task<bool> HoldAsync(Lease lease, TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            while (wait > TimeSpan.Zero)
            {
                var step = wait < options.RenewEvery ? wait : options.RenewEvery;
                if (!await queue.RenewAsync(lease, stopping))
                {
                    return false;
                }

                await Task.Delay(step, time, stopping);
                wait -= step;
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private RedKubeException? TrySave(RegionWork region, RegionResult result)
    {
        try
        {
            region.Image.Results.Save(result, region.Lease.Attempt);
            return null;
        }
        catch (RedKubeException e) when (e.Code.WaitsForStorage() && !options.EndsJobWithoutSpace)
        {
            return e;
        }
    }

    private void Begin()
    {
        lock (gate)
        {
            waiting++;
            full ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (--waiting == 0)
            {
                full!.SetResult();
                full = null;
            }
        }
    }
}
