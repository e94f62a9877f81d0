using System.Diagnostics;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;

namespace RedKube.Core.Tests.Jobs;

public sealed class ObservedWorkQueueTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly ObservedWorkQueue queue;
    private readonly List<Activity> ended = [];
    private readonly JobTicket ticket = new(new JobId(Guid.NewGuid().ToString("N")[..16]), "harbour", "hash");
    private ActivityListener listener;

    public ObservedWorkQueueTests()
    {
        queue = new ObservedWorkQueue(new InProcessWorkQueue(new QueueOptions(), time), time);
        listener = Listener();
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Claim_AfterEnqueueInARequest_BelongsToTheRequest()
    {
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await queue.EnqueueJobAsync(ticket, default);
        request.Stop();
        var lease = await PlanAsync(0, 1);
        await queue.CompleteAsync(lease, default);

        var send = ended.Single(static s => s.OperationName == "send redkube:plan");
        var region = ended.Single(static s => s.OperationName == "process redkube:regions");
        Assert.Equal(request.SpanId, send.ParentSpanId);
        Assert.Equal((request.TraceId, send.SpanId), (region.TraceId, region.ParentSpanId));
        Assert.Equal((region.Id, "done"), (lease.Trace, (string)region.GetTagItem(TelemetryKeys.Outcome)!));
    }

    [Fact]
    public async Task Claim_NobodyListenedAtSubmit_StagesShareATrace()
    {
        listener.Dispose();
        await queue.EnqueueJobAsync(ticket, default);
        listener = Listener();
        ActivitySource.AddActivityListener(listener);
        await queue.CompleteAsync(await PlanAsync(0), default);

        var plan = ended.Single(static s => s.OperationName == "process redkube:plan");
        var region = ended.Single(static s => s.OperationName == "process redkube:regions");
        Assert.Equal((plan.TraceId, plan.ParentSpanId), (region.TraceId, region.ParentSpanId));
        Assert.NotEqual(default, plan.ParentSpanId);
    }

    [Fact]
    public async Task Claim_RegionOfAHighNumber_HasATraceOfItsOwnLinkedToTheJobs()
    {
        await queue.EnqueueJobAsync(ticket, default);
        var last = QueueTelemetry.MostRegionsInOneTrace - 1;
        var within = await PlanAsync(last, last + 1);
        await queue.CompleteAsync(within, default);
        await queue.CompleteAsync(await queue.ClaimAsync(WorkStage.Detect, null, default), default);

        var send = ended.Single(static s => s.OperationName == "send redkube:plan");
        var regions = ended.Where(static s => s.OperationName == "process redkube:regions").ToList();
        Assert.Equal(send.TraceId, regions[0].TraceId);
        Assert.NotEqual(send.TraceId, regions[1].TraceId);
        Assert.Equal(send.SpanId, regions[1].Links.Single().Context.SpanId);
    }

    [Fact]
    public async Task End_EachWay_SaysHow()
    {
        await queue.EnqueueJobAsync(ticket, default);
        var lease = await PlanAsync(0, 1, 2, 3);
        await queue.FailAsync(lease, new JobFailure(ErrorCode.BlockUnreadable, "It is damaged."), default);
        await queue.GiveBackAsync(await queue.ClaimAsync(WorkStage.Detect, null, default), default);
        await queue.FailAsync(await queue.ClaimAsync(WorkStage.Detect, null, default), new JobFailure(ErrorCode.ImageStorageAway, "It is away."), default);
        var late = await queue.ClaimAsync(WorkStage.Detect, null, default);
        time.Advance(TimeSpan.FromMinutes(1));
        await queue.CompleteAsync(await queue.ClaimAsync(WorkStage.Detect, null, default), default);
        Assert.False(await queue.RenewAsync(late, default));
        var cancelled = await queue.ClaimAsync(WorkStage.Detect, null, default);
        await queue.RemoveAsync(ticket.Job, default);
        Assert.False(await queue.CompleteAsync(cancelled, default));

        var regions = ended.Where(static s => s.OperationName == "process redkube:regions").ToList();
        Assert.Equal(["given_up", "given_back", "failed", "done", "lost", "lost"], regions.Select(static s => s.GetTagItem(TelemetryKeys.Outcome)));
        Assert.Equal("RK2007", regions[0].GetTagItem(TelemetryKeys.ErrorType));
        Assert.Equal(("It is damaged.", ActivityStatusCode.Error), (regions[0].StatusDescription, regions[0].Status));
    }

    // Other tests of this process have spans too: only those of this job count.
    private ActivityListener Listener() => new()
    {
        ShouldListenTo = static source => source.Name == TelemetryKeys.Queue,
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = span =>
        {
            if (Equals(span.GetTagItem(TelemetryKeys.JobId), ticket.Job.Value))
            {
                lock (ended)
                {
                    ended.Add(span);
                }
            }
        },
    };

    private async Task<Lease> PlanAsync(params int[] regions)
    {
        var plan = await queue.ClaimAsync(WorkStage.Plan, null, default);
        await queue.EnqueueRegionsAsync(ticket.Job, regions, default);
        await queue.CompleteAsync(plan, default);
        return await queue.ClaimAsync(WorkStage.Detect, null, default);
    }
}
