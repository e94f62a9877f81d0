namespace RedKube.Worker.Pipeline;

/// <content>The end: what may still be finished, and what is given back.</content>
internal sealed partial class RegionWorker
{
    // What has not begun is given back at once, so that another worker takes it; the rest may end within the time of grace.
    private async Task FinishAsync()
    {
        if (options.Grace <= TimeSpan.Zero)
        {
            return;
        }

        using var grace = new CancellationTokenSource(options.Grace, time);
        await Task.WhenAll(inWork.All.Where(static r => !r.HasBegun).Select(GiveBackAsync));
        await inWork.WaitUntilEmptyAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task GiveBackAllAsync() => Task.WhenAll(inWork.All.Select(async region =>
    {
        await inWork.EndingOf(region);
        await GiveBackAsync(region);
    }));

    // Where the queue is away the lease runs out by itself. That must not keep the others from being given back.
    private async Task GiveBackAsync(RegionWork region)
    {
        if (!region.TryEnd())
        {
            return;
        }

        scheduler.Abandon(region);
        store.Count(region.Lease.Item.Job, region.Undo());
        try
        {
            await queue.GiveBackAsync(region.Lease, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.NotGivenBack(logger, region.Lease.Item.Job, region.Region.Index, e);
        }

        Leave(region);
    }
}
