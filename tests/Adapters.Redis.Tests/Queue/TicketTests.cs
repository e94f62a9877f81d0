using Microsoft.Extensions.Diagnostics.HealthChecks;
using RedKube.Adapters.Redis.Queue;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Tests.Queue;

/// <summary>Tickets follow work: what scalers read of the streams, and what is not a ticket.</summary>
public sealed class TicketTests(RedisFixture redis) : QueueTest(redis)
{
    [Fact]
    public async Task Tickets_OfRegions_ArePendingWhileClaimedAndGoneWhenDone()
    {
        await EnqueueAsync(Ticket(A), 0, 1, 2);
        Assert.Equal(new StreamState(3, 0, 3), StateOf(Stream));
        var first = await ClaimAsync();
        var second = await ClaimAsync();
        Assert.Equal(new StreamState(3, 2, 1), StateOf(Stream));

        // The last that was delivered ends first: its entry stays for a while, or the lag would be unknown.
        await Queue.CompleteAsync(second, default);
        Assert.Equal(new StreamState(3, 1, 1), StateOf(Stream));
        await Queue.GiveBackAsync(first, default);
        Assert.Equal(new StreamState(2, 0, 2), StateOf(Stream));
        await Queue.CompleteAsync(await ClaimAsync(), default);
        await Queue.CompleteAsync(await ClaimAsync(), default);

        Assert.Equal(new StreamState(0, 0, 0), StateOf(Stream));
        Assert.Equal(new StreamState(1, 0, 1), StateOf(RedisKeys.Merge));
    }

    [Fact]
    public async Task Tickets_OfPausedAndRemovedJobs_AreTakenOut()
    {
        await EnqueueAsync(Ticket(A), 0, 1, 2);
        await EnqueueAsync(Ticket(B), 0, 1);
        await Queue.PauseAsync(A, default);
        Assert.Equal(2, StateOf(Stream).Lag);
        await Queue.ResumeAsync(A, default);
        Assert.Equal(5, StateOf(Stream).Lag);
        await ClaimAsync();

        await Queue.RemoveAsync(A, default);
        Assert.Equal(new StreamState(2, 0, 2), StateOf(Stream));
        await Queue.RemoveAsync(B, default);

        Assert.Equal(new StreamState(0, 0, 0), StateOf(Stream));
    }

    [Fact]
    public async Task Tickets_CarryVersionAndTrace()
    {
        await Queue.EnqueueJobAsync(Ticket(A) with { Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }, default);

        var entry = (RedisResult[])((RedisResult[])Database.Execute("XRANGE", RedisKeys.Plan, "-", "+")!).Single()!;

        Assert.Equal(["v", "1", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"], (string[])entry[1]!);
    }

    [Fact]
    public async Task Tickets_ThatSomeoneDeleted_AreMadeAgain()
    {
        await EnqueueAsync(Ticket(A), 0, 1);
        Database.Execute("XTRIM", Stream, "MAXLEN", 0);

        Assert.Equal([0, 1], await ClaimRegionsAsync(2));
    }

    [Fact]
    public async Task Deliveries_ThatNoClaimHolds_AreDropped()
    {
        await EnqueueAsync(Ticket(A), 0, 1);
        Database.Execute("XREADGROUP", "GROUP", RedisKeys.Group, "stranger", "COUNT", "1", "STREAMS", Stream, ">");
        await ClaimAsync();
        var second = await ClaimAsync();
        Assert.Equal(3, StateOf(Stream).Pending);
        var oldest = (string)((RedisResult[])((RedisResult[])Database.Execute("XRANGE", Stream, "-", "+", "COUNT", "1")!)[0]!)[0]!;
        Database.Execute("XCLAIM", Stream, RedisKeys.Group, "stranger", "0", oldest, "IDLE", "60000");

        await LookInVainAsync();

        Assert.Equal(2, StateOf(Stream).Pending);
        Assert.True(await Queue.RenewAsync(second, default));
    }

    [Theory]
    [InlineData(RedisKeys.Plan, WorkStage.Plan)]
    [InlineData(Stream, WorkStage.Detect)]
    [InlineData(RedisKeys.Merge, WorkStage.Merge)]
    public async Task Entries_ThatAreNoTickets_BecomeDeadLettersAndWorkGoesOn(string stream, WorkStage stage)
    {
        var random = new byte[64];
        new Random(7).NextBytes(random);
        Database.Execute("XADD", stream, "*", random, random);
        Database.Execute("XADD", stream, "*", "region", "12");
        Database.Execute("XADD", stream, "*", "v", "0");
        Database.Execute("XADD", stream, "*", "v", random);
        await Queue.EnqueueJobAsync(Ticket(A), default);
        Database.Execute("XADD", stream, "*", "v", "");
        if (stage != WorkStage.Plan)
        {
            await Queue.EnqueueRegionsAsync(A, stage == WorkStage.Detect ? [5] : [], default);
        }

        Assert.Equal(A, (await ClaimAsync(stage)).Item.Job);
        await LookInVainAsync(stage: stage);

        Assert.Equal(
            ["The field v is missing.", "The field v is missing.", "It is of version 0; expected 1.", "The field v holds no version.", "The field v holds no version."],
            Malformed().Select(static m => m["cause"]));
        var told = await Queue.MalformedAsync(default);
        Assert.Equal(Malformed().Select(static m => (m["stream"], m["cause"])), told.Select(static m => (m.Stream, m.Cause)));
        Assert.Equal("region 12", told[1].Entry);
        Assert.All(Malformed(), m => Assert.Equal(stream, m["stream"]));
        Assert.Equal("region 12", Malformed()[1]["entry"]);
        Assert.Equal(1, StateOf(stream).Pending);
        Assert.Equal(0, StateOf(stream).Lag);
    }

    [Fact]
    public async Task Entries_ThatAreNoTickets_InAnIdleStream_AreFound()
    {
        await LookInVainAsync(stage: WorkStage.Plan);
        for (var i = 0; i < 1100; i++)
        {
            Database.Execute("XADD", RedisKeys.Plan, "*", "n", i);
        }

        await LookInVainAsync(stage: WorkStage.Plan);

        Assert.Equal(new StreamState(0, 0, 0), StateOf(RedisKeys.Plan));
        Assert.Equal(1000, (long)Database.Execute("XLEN", RedisKeys.Malformed)); // bounded: the oldest went
    }

    [Fact]
    public async Task Entry_OfANewerVersion_IsGivenBackAndThisProcessStops()
    {
        var log = new RecordingLog<RedisWorkQueue>();
        var old = NewQueue(Connection, log);
        await EnqueueAsync(Ticket(A), 0);
        Database.Execute("XTRIM", Stream, "MAXLEN", 0);
        Database.Execute("XADD", Stream, "*", "v", "2", "priority", "high");

        var error = await Assert.ThrowsAsync<RedKubeException>(() => ClaimAsync(old, WorkStage.Detect));
        var again = await Assert.ThrowsAsync<RedKubeException>(() => ClaimAsync(old, WorkStage.Plan));

        Assert.Equal((ErrorCode.MessageNewer, ErrorCode.MessageNewer), (error.Code, again.Code));
        Assert.Equal(HealthStatus.Unhealthy, (await new QueueCheck(old).CheckHealthAsync(new HealthCheckContext())).Status);
        Assert.Equal(HealthStatus.Healthy, (await new QueueCheck(Queue).CheckHealthAsync(new HealthCheckContext())).Status);
        Assert.Contains("version 2", Assert.Single(log.Lines), StringComparison.Ordinal);
        var entry = (RedisResult[])((RedisResult[])Database.Execute("XRANGE", Stream, "-", "+")!).Single()!;
        Assert.Equal(["v", "2", "priority", "high"], (string[])entry[1]!);
        Assert.Equal(0, StateOf(Stream).Pending);
        Assert.Equal(RegionState.Waiting, (await Queue.RegionsAsync(A, default))[0]);
    }
}
