using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

/// <summary>What every work queue promises. Each implementation inherits it.</summary>
public abstract partial class WorkQueueContract
{
    private static readonly JobFailure Away = new(ErrorCode.ImageStorageAway, "The storage is away.");
    private static readonly JobFailure Damaged = new(ErrorCode.BlockUnreadable, "A block is damaged.");
    private static readonly JobId A = new("000000000000000a");
    private static readonly JobId B = new("000000000000000b");

    protected static QueueOptions Options { get; } = new() { LeaseTime = TimeSpan.FromSeconds(30), MaxAttempts = 3, Backoff = TimeSpan.FromSeconds(1) };

    protected abstract IWorkQueue Queue { get; }

    /// <summary>Called whenever a claim of the queue looked and found nothing.</summary>
    protected abstract Action? FoundNothing { set; }

    /// <summary>Lets time pass for the queue.</summary>
    protected abstract void Advance(TimeSpan by);

    [Fact]
    public async Task Stages_FollowEachOther()
    {
        await Queue.EnqueueJobAsync(Ticket(A), default);
        var plan = await Claim(WorkStage.Plan);
        Assert.Equal(new WorkItem(A, WorkStage.Plan, 0), plan.Item);
        await Queue.EnqueueRegionsAsync(A, [3, 1], default);
        Assert.True(await Queue.CompleteAsync(plan, default));
        var first = await Claim(WorkStage.Detect);
        var second = await Claim(WorkStage.Detect);
        Assert.Equal([3, 1], new[] { first.Item.Region, second.Item.Region });
        Assert.True(await Queue.CompleteAsync(second, default));
        await AssertNothing(WorkStage.Merge);
        Assert.True(await Queue.CompleteAsync(first, default));
        var merge = await Claim(WorkStage.Merge);
        Assert.Equal(A, merge.Item.Job);
        Assert.True(await Queue.CompleteAsync(merge, default));
        await AssertNothing(WorkStage.Merge);
    }

    [Fact]
    public async Task EnqueueRegions_None_IsMergedAtOnce()
    {
        await Queue.EnqueueJobAsync(Ticket(A), default);
        await Queue.EnqueueRegionsAsync(A, [], default);

        Assert.Equal(A, (await Claim(WorkStage.Merge)).Item.Job);
    }

    [Fact]
    public async Task Enqueue_Twice_IsOnce()
    {
        await Queue.EnqueueJobAsync(Ticket(A), default);
        await Queue.EnqueueJobAsync(Ticket(A), default);
        await Claim(WorkStage.Plan);
        await AssertNothing(WorkStage.Plan);
        await Queue.EnqueueRegionsAsync(A, [0], default);
        await Queue.EnqueueRegionsAsync(A, [0], default);
        await Claim(WorkStage.Detect);
        await AssertNothing(WorkStage.Detect);
    }

    [Fact]
    public async Task Claim_NothingThere_WaitsUntilThereIs()
    {
        var waiting = await ClaimInVain(WorkStage.Plan);

        await Queue.EnqueueJobAsync(Ticket(A), default);

        Assert.Equal(A, (await waiting.WaitAsync(TimeSpan.FromSeconds(30))).Item.Job);
    }

    [Fact]
    public async Task Claim_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        var waiting = await ClaimInVain(WorkStage.Plan, null, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Queue.EnqueueJobAsync(Ticket(A), default);
        await Claim(WorkStage.Plan);
    }

    [Fact]
    public async Task Claim_Priority_GoesFirst()
    {
        await Regions(A, 0, 0, 1);
        await Regions(B, 5, 0, 1);

        Assert.Equal([B, B, A, A], await JobsOf(4));
    }

    [Fact]
    public async Task Claim_SamePriority_GoesToTheJobWithLeastInFlight()
    {
        await Regions(A, 0, 0, 1, 2);
        await Regions(B, 0, 0, 1, 2);

        Assert.Equal([A, B, A, B, A, B], await JobsOf(6));
    }

    [Fact]
    public async Task Lease_RunsOut_IsClaimedAgainAndCountsAsAnAttempt()
    {
        await Regions(A, 0, 0);
        var first = await Claim(WorkStage.Detect);
        Assert.Equal(1, first.Attempt);
        await AssertNothing(WorkStage.Detect);
        Advance(Options.LeaseTime);
        var waiting = await ClaimInVain(WorkStage.Detect);
        Advance(TimeSpan.FromSeconds(2));

        var second = await waiting.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(2, second.Attempt);
        Assert.False(await Queue.RenewAsync(first, default));
        Assert.False(await Queue.FailAsync(first, Damaged, default));
        Assert.True(await Queue.RenewAsync(second, default));
    }

    [Fact]
    public async Task Lease_Renewed_DoesNotRunOut()
    {
        await Regions(A, 0, 0);
        var lease = await Claim(WorkStage.Detect);
        for (var i = 0; i < 10; i++)
        {
            Advance(Options.LeaseTime * 0.9);
            Assert.True(await Queue.RenewAsync(lease, default));
            await AssertNothing(WorkStage.Detect);
        }

        Assert.True(await Queue.CompleteAsync(lease, default));
    }

    [Fact]
    public async Task Complete_ByTwo_CountsOnce()
    {
        await Regions(A, 0, 0, 1);
        var late = await Claim(WorkStage.Detect);
        Advance(Options.LeaseTime);
        var other = await Claim(WorkStage.Detect);
        Advance(TimeSpan.FromSeconds(2));
        var again = await Claim(WorkStage.Detect);
        Assert.Equal([0, 1], new[] { other.Item.Region, again.Item.Region }.Order());

        Assert.True(await Queue.CompleteAsync(late, default));

        var same = other.Item == late.Item ? other : again;
        Assert.False(await Queue.CompleteAsync(same, default));
        Assert.False(await Queue.CompleteAsync(late, default));
        await AssertNothing(WorkStage.Merge);
    }

    [Fact]
    public async Task GiveBack_IsReadyAtOnceAndDoesNotCount()
    {
        await Regions(A, 0, 0, 1);
        for (var i = 0; i < 10; i++)
        {
            var lease = await Claim(WorkStage.Detect);
            Assert.Equal((0, 1), (lease.Item.Region, lease.Attempt));
            await Queue.GiveBackAsync(lease, default);
        }
    }

    [Fact]
    public async Task Defer_IsReadyAfterAWhileDoesNotCountAndHoldsUpNoOther()
    {
        await Regions(A, 1, 0);
        await Regions(B, 0, 0);
        var first = await Claim(WorkStage.Detect);
        Assert.Equal(A, first.Item.Job);

        await Queue.DeferAsync(first, TimeSpan.FromSeconds(5), default);

        Assert.Equal(B, (await Claim(WorkStage.Detect)).Item.Job);
        Assert.Equal(1, (await DepthOf("model")).Delayed);
        Advance(TimeSpan.FromSeconds(4));
        await AssertNothing(WorkStage.Detect);
        Advance(TimeSpan.FromSeconds(1));
        var again = await Claim(WorkStage.Detect);
        Assert.Equal((A, 1), (again.Item.Job, again.Attempt));
        await Queue.DeferAsync(first, TimeSpan.FromSeconds(5), default);
        Assert.True(await Queue.CompleteAsync(again, default));
    }

    [Fact]
    public async Task Fail_Transient_WaitsLongerEachTimeThenIsGivenUp()
    {
        await Regions(A, 0, 0);
        Assert.False(await Queue.FailAsync(await Claim(WorkStage.Detect), Away, default));
        await AssertNothing(WorkStage.Detect);
        Advance(TimeSpan.FromSeconds(1));
        Assert.False(await Queue.FailAsync(await Claim(WorkStage.Detect), Away, default));
        Advance(TimeSpan.FromSeconds(1));
        await AssertNothing(WorkStage.Detect);
        Advance(TimeSpan.FromSeconds(1));
        var last = await Claim(WorkStage.Detect);
        Assert.Equal(3, last.Attempt);

        Assert.True(await Queue.FailAsync(last, Away, default));

        var dead = Assert.Single(await Queue.DeadLettersAsync(A, default));
        Assert.Equal(new DeadLetter(last.Item, Away, 3), dead);
        Assert.Equal(A, (await Claim(WorkStage.Merge)).Item.Job);
    }

    [Fact]
    public async Task Fail_BadInput_IsGivenUpAtOnceAndCanBeSentAgain()
    {
        await Regions(A, 0, 0, 1);
        var lease = await Claim(WorkStage.Detect);

        Assert.True(await Queue.FailAsync(lease, Damaged, default));

        Assert.Equal(new DeadLetter(lease.Item, Damaged, 1), Assert.Single(await Queue.DeadLettersAsync(A, default)));
        Assert.True(await Queue.SendAgainAsync(lease.Item, default));
        Assert.False(await Queue.SendAgainAsync(lease.Item, default));
        Assert.Empty(await Queue.DeadLettersAsync(A, default));
        var next = await Claim(WorkStage.Detect);
        var again = await Claim(WorkStage.Detect);
        Assert.Equal([1, 0], new[] { next.Item.Region, again.Item.Region });
    }

    [Fact]
    public async Task WorkerThatDies_EveryTime_IsGivenUpWithACause()
    {
        await Regions(A, 0, 0);
        for (var i = 0; i < Options.MaxAttempts; i++)
        {
            await Claim(WorkStage.Detect);
            Advance(Options.LeaseTime);
            await AssertNothing(WorkStage.Plan);
            Advance(TimeSpan.FromSeconds(10));
        }

        await AssertNothing(WorkStage.Detect);
        Assert.Equal(FailureKind.Transient, Assert.Single(await Queue.DeadLettersAsync(A, default)).Failure.Kind);
    }

    [Fact]
    public async Task Remove_EmptiesTheJobAndLosesItsLeases()
    {
        await Regions(A, 0, 0, 1);
        var lease = await Claim(WorkStage.Detect);

        await Queue.RemoveAsync(A, default);

        await AssertNothing(WorkStage.Detect);
        Assert.False(await Queue.RenewAsync(lease, default));
        Assert.False(await Queue.CompleteAsync(lease, default));
        await Queue.GiveBackAsync(lease, default);
        await AssertNothing(WorkStage.Detect);
        await Queue.EnqueueJobAsync(Ticket(A), default);
        await Claim(WorkStage.Plan);
    }

    [Fact]
    public async Task Claims_FromManyThreads_GetEachItemOnce()
    {
        await Regions(A, 0, [.. Enumerable.Range(0, 200)]);
        var seen = new System.Collections.Concurrent.ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var lease = await Claim(WorkStage.Detect);
                seen.Add(lease.Item.Region);
                Assert.True(await Queue.CompleteAsync(lease, default));
            }
        })));

        Assert.Equal(Enumerable.Range(0, 200), seen.Order());
        await Claim(WorkStage.Merge);
    }

    private static JobTicket Ticket(JobId job) => new(job, "model", "hash");

    private async Task<QueueDepth> DepthOf(string model) =>
        Assert.Single(await Queue.DepthsAsync(default), d => d.Stage == WorkStage.Detect && d.Model == model);

    private Task Regions(JobId job, int priority, params int[] regions) => Regions(Ticket(job) with { Priority = priority }, regions);

    private async Task Regions(JobTicket ticket, params int[] regions)
    {
        await Queue.EnqueueJobAsync(ticket, default);
        var plan = await Claim(WorkStage.Plan);
        await Queue.EnqueueRegionsAsync(ticket.Job, regions, default);
        await Queue.CompleteAsync(plan, default);
    }

    private Task<Lease> Claim(WorkStage stage) => Queue.ClaimAsync(stage, null, default).WaitAsync(TimeSpan.FromSeconds(30));

    private async Task<List<JobId>> JobsOf(int count)
    {
        var jobs = new List<JobId>();
        for (var i = 0; i < count; i++)
        {
            jobs.Add((await Claim(WorkStage.Detect)).Item.Job);
        }

        return jobs;
    }

    // A claim that has looked, found nothing, and waits.
    private async Task<Task<Lease>> ClaimInVain(WorkStage stage, IReadOnlyCollection<string>? models = null, CancellationToken cancellation = default)
    {
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        FoundNothing = () => looked.TrySetResult();
        var waiting = Queue.ClaimAsync(stage, models, cancellation);
        var first = await Task.WhenAny(waiting, looked.Task).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        FoundNothing = null;
        Assert.True(first == looked.Task, $"{stage} was there to be claimed.");
        return waiting;
    }

    private async Task AssertNothing(WorkStage stage, IReadOnlyCollection<string>? models = null)
    {
        using var stop = new CancellationTokenSource();
        var waiting = await ClaimInVain(stage, models, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
