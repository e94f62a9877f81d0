using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <content>What becomes of a region that went wrong: an attempt that failed, or work that waits until what it needs is back.</content>
internal sealed partial class RegionWorker
{
    /// <inheritdoc/>
    public void Failed(RegionWork region, Exception cause) => End(region, () => FailAsync(region, () => SettleAsync(region.Lease, region.Undo(), cause)));

    /// <inheritdoc/>
    public void Stalled(RegionWork region, RedKubeException cause) => End(region, () => FailAsync(region, () => CountAttemptAsync(region.Lease, region.Undo(), cause)));

    private async Task FailAsync(RegionWork region, Func<Task> how)
    {
        scheduler.Abandon(region);
        await how();
    }

    private async Task SettleAsync(Lease lease, JobTally undo, Exception cause)
    {
        if (cause is RedKubeException lack && options.HasPeers && Shortcomings.MayBe(lack)
            && await shortcomings.NoteAsync(lease.Item.Job, lack) is var (wait, isNew))
        {
            await GiveBackAsync(lease, undo, lack, wait, isNew);
        }
        else if (cause is RedKubeException { Code: ErrorCode.ImageStorageAway } away && !options.EndsJobWithoutSpace)
        {
            await DeferAsync(lease, undo, away);
        }
        else
        {
            await CountAttemptAsync(lease, undo, cause);
        }
    }

    // What others have and this worker lacks is no fault of the region: it goes to them at once, and this worker claims nothing for a while.
    private async Task GiveBackAsync(Lease lease, JobTally undo, RedKubeException cause, TimeSpan wait, bool isNew)
    {
        var job = lease.Item.Job;
        Log.Lacks(logger, job, lease.Item.Region, wait, cause);
        if (isNew)
        {
            store.Say(new JobMessage(
                job,
                $"A worker on {Environment.MachineName} cannot do this job: {cause.Message} It leaves the job to other workers; where none of them gets on with it for ten minutes, its regions are given up.",
                IsWarning: true));
        }

        store.Count(job, undo);
        await PersistAsync(async () =>
        {
            await queue.GiveBackAsync(lease, CancellationToken.None);
            return true;
        });
    }

    // Storage that is away is no fault of the region: it waits, and regions of other jobs go on.
    private async Task DeferAsync(Lease lease, JobTally undo, RedKubeException cause)
    {
        var job = lease.Item.Job;
        var (wait, isNew) = troubles.Note(job);
        Log.Deferred(logger, job, lease.Item.Region, wait, cause);
        if (isNew)
        {
            store.Say(new JobMessage(job, $"{cause.Message} It is tried again until that is mended.", IsWarning: true));
        }

        store.Count(job, undo);
        await PersistAsync(async () =>
        {
            await queue.DeferAsync(lease, wait, CancellationToken.None);
            return true;
        });
    }

    // Where so much hangs already the process ends (a service), or the job does: each of its regions would cost another call that hangs.
    private Task OpeningStalledAsync(Lease lease, RedKubeException cause) =>
        desk.TooManyHang && options.EndsJobWithoutSpace ? EndJobAsync(lease.Item.Job, cause) : CountAttemptAsync(lease, default, cause);

    private async Task CountAttemptAsync(Lease lease, JobTally undo, Exception cause)
    {
        var (job, region) = (lease.Item.Job, lease.Item.Region);
        var givenUp = await PersistAsync(() => queue.FailAsync(lease, JobFailure.Of(cause), CancellationToken.None));
        store.Count(job, undo with { RegionsFailed = givenUp ? 1 : 0 });
        Log.RegionFailed(logger, job, region, lease.Attempt, givenUp, cause);
    }
}
