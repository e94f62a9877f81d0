using RedKube.Core.Errors;

namespace RedKube.Worker.Pipeline;

/// <content>Leases: renewed while regions make progress, lost where they do not or where another worker has them.</content>
internal sealed partial class RegionWorker
{
    private async Task RenewAsync(CancellationTokenSource ending, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                await TryAsync(() => CheckThreadsAsync(ending), cancellation);
                await TryAsync(() => RenewAllAsync(cancellation), cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The worker stops.
        }
    }

    // An outer loop: were it to die, no lease would be renewed again. Where the queue is away work goes on: a result counts if it is the first.
    private async Task TryAsync(Func<Task> step, CancellationToken cancellation)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.Waits(logger, options.RenewEvery, e);
        }
    }

    private async Task CheckThreadsAsync(CancellationTokenSource ending)
    {
        if (!readers.Check())
        {
            await GiveUpAsync(ending, new RedKubeException(
                ErrorCode.ImageStorageAway, "Nothing can be read any more: every thread that reads waits for storage that does not answer. Check the images' storage, then start again."));
        }
        else if (desk.TooManyHang && !options.EndsJobWithoutSpace)
        {
            await GiveUpAsync(ending, new RedKubeException(
                ErrorCode.ModelStorageAway, "No model can be opened any more: too many calls wait for storage or a device that does not answer. Check the models' storage, then start again."));
        }
    }

    private async Task RenewAllAsync(CancellationToken cancellation)
    {
        if (opening is { } lease)
        {
            await TryAsync(() => queue.RenewAsync(lease, cancellation), cancellation);
        }

        // A region that waits its turn behind others makes progress when they do, or when a reader takes the place of one that hung.
        var working = inWork.All.Where(static r => !r.HasEnded).ToArray();
        var shared = working.Select(static r => r.Idle).Append(time.GetElapsedTime(readers.LastReplaced)).Min();
        foreach (var region in working)
        {
            await TryAsync(() => RenewAsync(region, scheduler.WaitsItsTurn(region) ? shared : region.Idle, cancellation), cancellation);
        }
    }

    private async Task GiveUpAsync(CancellationTokenSource ending, RedKubeException cause)
    {
        Log.NothingGoesOn(logger, cause);
        if (options.EndsJobWithoutSpace)
        {
            foreach (var job in inWork.All.Select(static r => r.Image.Job.Id).Distinct())
            {
                await EndJobAsync(job, cause);
            }
        }
        else
        {
            cannotGoOn = cause;
            await ending.CancelAsync();
        }
    }

    private async Task RenewAsync(RegionWork region, TimeSpan idle, CancellationToken cancellation)
    {
        if (idle > region.Image.Job.StallTimeout)
        {
            Stalled(region, new RedKubeException(
                ErrorCode.ImageStorageAway,
                $"Nothing was read or run of the region for {region.Image.Job.StallTimeout}. Check the image's storage and the device; --stall-timeout sets how long is waited."));
        }
        else if (!await queue.RenewAsync(region.Lease, cancellation) && region.TryEnd())
        {
            Log.LeaseLost(logger, region.Lease.Item.Job, region.Region.Index);
            scheduler.Abandon(region);
            store.Count(region.Lease.Item.Job, region.Undo());
            Leave(region);
        }
    }
}
