using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

// Pausing, limits, models, names and what a queue says of itself.
public abstract partial class WorkQueueContract
{
    [Fact]
    public async Task Pause_HandsOutNothingUntilResumed()
    {
        await Regions(A, 0, 0, 1);
        var inWork = await Claim(WorkStage.Detect);

        Assert.True(await Queue.PauseAsync(A, default));

        await AssertNothing(WorkStage.Detect);
        Assert.True(await Queue.CompleteAsync(inWork, default));
        var depth = await DepthOf("model");
        Assert.Equal((0, 1), (depth.Ready, depth.Paused));
        Assert.True(await Queue.ResumeAsync(A, default));
        Assert.Equal(1, (await Claim(WorkStage.Detect)).Item.Region);
        Assert.False(await Queue.PauseAsync(B, default));
        Assert.False(await Queue.ResumeAsync(B, default));
    }

    [Fact]
    public async Task Pause_BeforePlanningAndBeforeMerging_HoldsThem()
    {
        await Queue.EnqueueJobAsync(Ticket(A), default);
        await Queue.PauseAsync(A, default);
        await AssertNothing(WorkStage.Plan);
        await Queue.ResumeAsync(A, default);
        var plan = await Claim(WorkStage.Plan);
        await Queue.EnqueueRegionsAsync(A, [], default);
        await Queue.CompleteAsync(plan, default);
        await Queue.PauseAsync(A, default);
        await AssertNothing(WorkStage.Merge);
        await Queue.ResumeAsync(A, default);
        await Claim(WorkStage.Merge);
    }

    [Fact]
    public async Task Claim_ByOneWorker_TakesTurns()
    {
        var many = Enumerable.Range(0, QueueOptions.TurnLength + 2).ToArray();
        await Regions(A, 0, many);
        var jobs = new List<JobId>();
        for (var i = 0; i < 3; i++)
        {
            jobs.Add(await WorkAsync());
        }

        // One that comes late is served at once, and has as long a turn.
        await Regions(B, 0, many);
        for (var i = 0; i < (2 * many.Length) - 3; i++)
        {
            jobs.Add(await WorkAsync());
        }

        // Planning is a claim too.
        const int Turn = QueueOptions.TurnLength;
        Assert.Equal(
            [.. Enumerable.Repeat(A, Turn - 1), .. Enumerable.Repeat(B, Turn - 1), .. Enumerable.Repeat(A, 3), .. Enumerable.Repeat(B, 3)],
            jobs);

        async Task<JobId> WorkAsync()
        {
            var lease = await Claim(WorkStage.Detect);
            Assert.True(await Queue.CompleteAsync(lease, default));
            return lease.Item.Job;
        }
    }

    [Fact]
    public async Task Claim_ManyLargeJobsBefore_DoesNotKeepASmallOneWaiting()
    {
        for (var i = 0; i < 50; i++)
        {
            await Regions(new JobId($"{i:x16}"), 0, [.. Enumerable.Range(0, 20)]);
        }

        await Claim(WorkStage.Detect);
        await Regions(new JobId("00000000000000ff"), 0, 0);

        var soon = await JobsOf(51);

        Assert.Contains(new JobId("00000000000000ff"), soon);
    }

    [Fact]
    public async Task Claim_Plans_SmallJobsFirstUntilALargeOneIsDue()
    {
        await Queue.EnqueueJobAsync(Ticket(A) with { Regions = 100 }, default);
        await Queue.EnqueueJobAsync(Ticket(B) with { Regions = 100 }, default);
        await Queue.EnqueueJobAsync(Ticket(new JobId("00000000000000f1")), default);
        Advance(TimeSpan.FromSeconds(99));
        await Queue.EnqueueJobAsync(Ticket(new JobId("00000000000000f2")), default);
        Advance(TimeSpan.FromSeconds(2));
        await Queue.EnqueueJobAsync(Ticket(new JobId("00000000000000f3")), default);

        var order = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            order.Add((await Claim(WorkStage.Plan)).Item.Job.Value);
        }

        Assert.Equal(["00000000000000f1", "00000000000000f2", A.Value, B.Value, "00000000000000f3"], order);
    }

    [Fact]
    public async Task Limit_HoldsBackAModelAndNoOther()
    {
        await Queue.LimitAsync("model", 1, default);
        await Regions(A, 0, 0, 1);
        await Regions(Ticket(B) with { Model = "other", ModelHash = "other" }, 0, 1);
        var first = await Claim(WorkStage.Detect);
        Assert.Equal(A, first.Item.Job);

        Assert.Equal([B, B], await JobsOf(2));

        await AssertNothing(WorkStage.Detect);
        Assert.True(await Queue.CompleteAsync(first, default));
        Assert.Equal(A, (await Claim(WorkStage.Detect)).Item.Job);
    }

    [Fact]
    public async Task Limit_Raised_LetsWaitingClaimsGoOn()
    {
        await Queue.LimitAsync("model", 1, default);
        await Regions(A, 0, 0, 1);
        await Claim(WorkStage.Detect);
        var waiting = await ClaimInVain(WorkStage.Detect);

        await Queue.LimitAsync("model", null, default);

        Assert.Equal(1, (await waiting.WaitAsync(TimeSpan.FromSeconds(30))).Item.Region);
    }

    [Fact]
    public async Task Claim_OfOtherModels_PassesOver()
    {
        await Regions(A, 0, 0);
        await Regions(Ticket(B) with { Model = "other", ModelHash = "other" }, 0);

        var lease = await Queue.ClaimAsync(WorkStage.Detect, ["other", "third"], default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(B, lease.Item.Job);
        await AssertNothing(WorkStage.Detect, ["other"]);
        Assert.Equal(A, (await Claim(WorkStage.Detect)).Item.Job);
    }

    [Fact]
    public async Task Enqueue_NameOfAnotherModelInUse_IsRefused()
    {
        await Queue.EnqueueJobAsync(Ticket(A), default);

        var refusal = await Assert.ThrowsAsync<RedKubeException>(() => Queue.EnqueueJobAsync(Ticket(B) with { ModelHash = "another" }, default));

        Assert.Equal(ErrorCode.ModelNameTaken, refusal.Code);
        await Queue.RemoveAsync(A, default);
        await Queue.EnqueueJobAsync(Ticket(B) with { ModelHash = "another" }, default);
    }

    [Fact]
    public async Task TraceAndModel_RideWithEveryLease()
    {
        const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await Regions(Ticket(A) with { Trace = Parent }, 0);
        var lease = await Claim(WorkStage.Detect);
        Assert.Equal((Parent, "model"), (lease.Trace, lease.Model));
        await Queue.CompleteAsync(lease, default);
        var merge = await Claim(WorkStage.Merge);
        Assert.Equal((Parent, "model"), (merge.Trace, merge.Model));
    }

    [Fact]
    public async Task DepthsAndRegions_SayWhereWorkStands()
    {
        await Regions(A, 0, 0, 1, 2, 3);
        var done = await Claim(WorkStage.Detect);
        await Queue.CompleteAsync(done, default);
        await Queue.FailAsync(await Claim(WorkStage.Detect), Damaged, default);
        await Claim(WorkStage.Detect);
        await Queue.EnqueueJobAsync(Ticket(B), default);

        var depths = await Queue.DepthsAsync(default);

        Assert.Equal([WorkStage.Plan, WorkStage.Detect, WorkStage.Merge], depths.Select(static d => d.Stage));
        Assert.Equal(1, depths[0].Ready);
        Assert.Equal(new QueueDepth(WorkStage.Detect, "model") { Ready = 1, Leased = 1, Dead = 1 }, depths[1]);
        Assert.Equal(0, depths[2].Ready);
        Assert.Equal(
            [(1, RegionState.GivenUp), (2, RegionState.InWork), (3, RegionState.Waiting)],
            (await Queue.RegionsAsync(A, default)).OrderBy(static r => r.Key).Select(static r => (r.Key, r.Value)));
        Assert.Empty(await Queue.RegionsAsync(new JobId("00000000000000ff"), default));
    }
}
