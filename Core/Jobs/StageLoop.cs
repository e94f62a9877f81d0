namespace RedKube.Core.Jobs;

/// <summary>
/// The outer loop of a stage that works on one piece at a time: claims, works under the lease, completes; gives back what the process cannot do now; says
/// what failed. Where the queue is away or the disk is full it waits longer and longer, up to half a minute, and goes on.
/// </summary>
/// <param name="queue">The queue.</param>
/// <param name="stage">The stage.</param>
/// <param name="renewEvery">How often leases are renewed.</param>
/// <param name="time">The clock.</param>
public sealed class StageLoop(IWorkQueue queue, WorkStage stage, TimeSpan renewEvery, TimeProvider time)
{
    /// <summary>Works until it is stopped.</summary>
    /// <param name="work">What the stage does.</param>
    /// <param name="stopping">Stops it; what is in work is given back.</param>
    public async Task RunAsync(IStageWork work, CancellationToken stopping)
    {
        var backoff = new Backoff(time);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var lease = await queue.ClaimAsync(stage, null, stopping);
                await RunAsync(work, lease, stopping);
                backoff.Reset();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                work.Waits(e, backoff.Next);
                await WaitAsync(backoff, stopping);
            }
        }
    }

    private async Task RunAsync(IStageWork work, Lease lease, CancellationToken stopping)
    {
        try
        {
            await LeaseKeeper.RunAsync(queue, lease, renewEvery, time, token => work.WorkAsync(lease, token), e => work.Waits(e, renewEvery), stopping);
            await Backoff.PersistAsync(() => queue.CompleteAsync(lease, CancellationToken.None), work.Waits, time, stopping);
            await work.CompletedAsync(lease);
        }
        catch (OperationCanceledException)
        {
            // The process stops, or another one has the work.
            await queue.GiveBackAsync(lease, CancellationToken.None);
        }
        catch (Exception e) when (work.Judge(e) == FailureVerdict.Away)
        {
            await queue.GiveBackAsync(lease, CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            work.Failed(lease, e);
            var failure = JobFailure.Of(e);
            if (work.Judge(e) == FailureVerdict.Final || await queue.FailAsync(lease, failure, CancellationToken.None))
            {
                await work.GivenUpAsync(lease, failure);
            }
        }
    }

    private static async Task WaitAsync(Backoff backoff, CancellationToken stopping)
    {
        try
        {
            await backoff.WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop ends.
        }
    }
}
