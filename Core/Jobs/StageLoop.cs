using System.Collections.Concurrent;
using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>
/// The outer loop of a stage: claims, works under the lease, completes; gives back what the process cannot do now; says what failed. Where the queue is away it
/// waits longer and longer, up to half a minute, and goes on. Work whose storage is full or away waits the same way by itself, so that it holds up no other. Work
/// that hangs fails its attempt and is left to itself. A message of a newer version ends the claiming for good.
/// </summary>
/// <param name="queue">The queue.</param>
/// <param name="stage">The stage.</param>
/// <param name="renewEvery">How often leases are renewed.</param>
/// <param name="time">The clock.</param>
/// <param name="atOnce">Pieces that are worked on at the same time, 1 or more.</param>
/// <param name="mostLeft">Calls that hang at which the loop ends; 5, as many as a piece of work usually has attempts, so that it is given up first.</param>
public sealed class StageLoop(IWorkQueue queue, WorkStage stage, TimeSpan renewEvery, TimeProvider time, int atOnce = 1, int mostLeft = 5)
{
    private readonly ConcurrentDictionary<WorkItem, Backoff> deferred = [];
    private readonly List<Task> left = [];
    private readonly TaskCompletionSource tooMany = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Works until it is stopped.</summary>
    /// <param name="work">What the stage does; from several threads where there is more than one piece at once.</param>
    /// <param name="stopping">Stops it; what is in work is given back.</param>
    /// <exception cref="RedKubeException">RK2008 or RK4007 where too many calls hang: the process should start anew.</exception>
    public async Task RunAsync(IStageWork work, CancellationToken stopping)
    {
        var loops = Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => LoopAsync(work, stopping)));
        await Task.WhenAny(loops, tooMany.Task);
        await (tooMany.Task.IsCompleted ? tooMany.Task : loops);
    }

    private async Task LoopAsync(IStageWork work, CancellationToken stopping)
    {
        var backoff = new Backoff(time);
        while (!stopping.IsCancellationRequested && !tooMany.Task.IsCompleted)
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
            catch (RedKubeException e) when (e.Code == ErrorCode.MessageNewer)
            {
                // The queue has said so, and the service's health says it until a newer service takes its place.
                await Task.Delay(Timeout.InfiniteTimeSpan, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e)
            {
                work.Waits(e, backoff.Next);
                await backoff.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAsync(IStageWork work, Lease lease, CancellationToken stopping)
    {
        try
        {
            await LeaseKeeper.RunAsync(queue, lease, renewEvery, time, token => work.WorkAsync(lease, token), e => work.Waits(e, renewEvery), stopping);
            await Backoff.PersistAsync(() => queue.CompleteAsync(lease, CancellationToken.None), work.Waits, time, stopping);
            deferred.TryRemove(lease.Item, out _);
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
        catch (Exception e) when (work.Judge(e) == FailureVerdict.Deferred)
        {
            var wait = deferred.GetOrAdd(lease.Item, _ => new Backoff(time)).Take();
            work.Deferred(lease, e, wait);
            await queue.DeferAsync(lease, wait, CancellationToken.None);
        }
        catch (WorkStalledException e)
        {
            var cause = new RedKubeException(
                stage == WorkStage.Plan ? ErrorCode.ImageStorageAway : ErrorCode.StorageAway,
                $"Nothing came of the {stage} step for {e.Patience}. Check the storage of image, data folder and output; --stall-timeout sets how long is waited.");
            await FailAsync(work, lease, cause, FailureVerdict.Attempt);
            Leave(e.Left, cause);
        }
        catch (Exception e)
        {
            await FailAsync(work, lease, e, work.Judge(e));
        }
    }

    private async Task FailAsync(IStageWork work, Lease lease, Exception cause, FailureVerdict verdict)
    {
        deferred.TryRemove(lease.Item, out _);
        work.Failed(lease, cause);
        var failure = JobFailure.Of(cause);
        if (verdict == FailureVerdict.Final || await queue.FailAsync(lease, failure, CancellationToken.None))
        {
            await work.GivenUpAsync(lease, failure);
        }
    }

    // Such a call cannot be stopped. Each keeps a thread, so their number is bounded.
    private void Leave(Task hung, RedKubeException cause)
    {
        lock (left)
        {
            left.RemoveAll(static t => t.IsCompleted);
            left.Add(hung);
            if (left.Count >= mostLeft)
            {
                tooMany.TrySetException(cause);
            }
        }
    }
}
