using RedKube.Adapters.Redis.Connections;
using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Tests.Queue;

/// <summary>Answers that get lost, a Redis that was away or lost everything, and what is left behind.</summary>
public sealed class RecoveryTests(RedisFixture redis) : QueueTest(redis)
{
    [Fact]
    public async Task Everything_Lost_TheQueueBeginsAnewAndOldClaimsAreRefused()
    {
        await EnqueueAsync(Ticket(A), 0, 1);
        var old = await ClaimAsync();
        Database.Execute("FLUSHALL");
        Redis.SetClock();

        Assert.False(await Queue.RenewAsync(old, default));
        Assert.False(await Queue.CompleteAsync(old, default));
        await EnqueueAsync(Ticket(A), 0, 1);

        Assert.Equal([0, 1], await ClaimRegionsAsync(2));
    }

    [Fact]
    public async Task Group_Lost_IsMadeAgain()
    {
        await EnqueueAsync(Ticket(A), 0);
        Database.Execute("XGROUP", "DESTROY", Stream, RedisKeys.Group);

        Assert.Equal(0, (await ClaimAsync()).Item.Region);
    }

    [Fact]
    public async Task Scripts_Lost_AreLoadedAgain()
    {
        await EnqueueAsync(Ticket(A), 0);
        Database.Execute("SCRIPT", "FLUSH");

        Assert.True(await Queue.CompleteAsync(await ClaimAsync(), default));
    }

    [Fact]
    public async Task Claim_AnswerLost_GivesTheSameWhenAskedAgain()
    {
        await EnqueueAsync(Ticket(A), 0, 1);
        var script = RedisScript.OfQueue("claim", Connection.Clock);
        RedisValue[] question = ["token", (int)WorkStage.Detect, 30_000, 3, 1000, 60_000, 5001, "It died.", 0];

        var first = (RedisResult[])(await Connection.RunAsync(script, question, default))!;
        var again = (RedisResult[])(await Connection.RunAsync(script, question, default))!;

        Assert.Equal(first.Select(static r => (string?)r), again.Select(static r => (string?)r));
        Assert.Equal(1, (await Queue.DepthsAsync(default))[1].Leased);
    }

    [Fact]
    public async Task Complete_AnswerLost_CountsWhenAskedAgain()
    {
        await EnqueueAsync(Ticket(A), 0);
        await ClaimAsync();
        var script = RedisScript.OfQueue("complete", Connection.Clock);

        Assert.Equal((1, 1, 0), (await AskAsync(1, "me"), await AskAsync(1, "me"), await AskAsync(1, "other")));
        await ClaimAsync(WorkStage.Merge);
        Assert.Equal((1, 1, 0), (await AskAsync(2, "me"), await AskAsync(2, "me"), await AskAsync(2, "other")));

        async Task<int> AskAsync(int stage, string who) => (int)await Connection.RunAsync(script, [A.Value, stage, 0, who], default);
    }

    [Fact]
    public async Task Fail_AnswerLost_SaysTheSameWhenAskedAgain()
    {
        await EnqueueAsync(Ticket(A), 0);
        var lease = await ClaimAsync();
        var script = RedisScript.OfQueue("fail", Connection.Clock);

        Assert.Equal((1, 1, 0), (await AskAsync("me"), await AskAsync("me"), await AskAsync("other")));

        async Task<int> AskAsync(string who) => (int)await Connection.RunAsync(
            script, [A.Value, 1, 0, lease.Token, 3, 1000, 60_000, (int)ErrorCode.BlockUnreadable, "It is damaged.", 0, who], default);
    }

    [Fact]
    public async Task Leases_AfterRedisWasAway_RunOnFromItsReturn()
    {
        await EnqueueAsync(Ticket(A), 0);
        var lease = await ClaimAsync();
        Redis.Jump(TimeSpan.FromMinutes(5));

        await LookInVainAsync();

        Assert.True(await Queue.RenewAsync(lease, default));
        Redis.Advance(Options.LeaseTime);
        await LookInVainAsync();
        Redis.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task Claim_CancelledWhileItIsAnswered_LeavesNothingClaimed()
    {
        await EnqueueAsync(Ticket(A), [.. Enumerable.Range(0, 20)]);
        for (var i = 0; i < 50; i++)
        {
            using var stop = new CancellationTokenSource();
            var claim = Queue.ClaimAsync(WorkStage.Detect, null, stop.Token);
            await stop.CancelAsync();
            try
            {
                await Queue.GiveBackAsync(await claim, default);
            }
            catch (OperationCanceledException)
            {
                // Whatever it had got is back.
            }
        }

        Assert.Equal((20, 0), ((await Queue.DepthsAsync(default))[1].Ready, (await Queue.DepthsAsync(default))[1].Leased));
        Assert.Equal(1, (await ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task End_OfAJob_LeavesNoKeyOfIt()
    {
        await EnqueueAsync(Ticket(A), 0, 1, 2);
        await Queue.CompleteAsync(await ClaimAsync(), default);
        await Queue.FailAsync(await ClaimAsync(), new JobFailure(ErrorCode.BlockUnreadable, "It is damaged."), default);
        await Queue.FailAsync(await ClaimAsync(), new JobFailure(ErrorCode.ImageStorageAway, "It is away."), default);
        Redis.Advance(TimeSpan.FromSeconds(1));
        await Queue.CompleteAsync(await ClaimAsync(), default);
        await Queue.CompleteAsync(await ClaimAsync(WorkStage.Merge), default);

        var merged = RedisKeys.Work + A.Value + RedisKeys.Merged;
        string[] kept = [RedisKeys.Arrivals, merged, RedisKeys.Merge, RedisKeys.Merge + RedisKeys.Counts, Stream, RedisKeys.Plan, RedisKeys.Plan + RedisKeys.Counts, RedisKeys.Served];
        Assert.Equal(kept.Order(StringComparer.Ordinal), Redis.Keys());
        Assert.NotNull(Database.KeyTimeToLive(merged));
        Assert.NotNull(Database.KeyTimeToLive(Stream));
    }

    [Fact]
    public async Task Enqueue_ManyRegions_ComeInPartsAndTakeEffectOnce()
    {
        var regions = Enumerable.Range(0, 12_345).ToArray();
        await EnqueueAsync(Ticket(A), regions);
        await Queue.EnqueueRegionsAsync(A, [1, 2, 3], default);

        var depth = (await Queue.DepthsAsync(default))[1];

        Assert.Equal(12_345, depth.Ready);
        Assert.Equal(0, (await ClaimAsync()).Item.Region);
        Assert.Equal(12_344, StateOf(Stream).Lag);
    }

    [Fact]
    public async Task Enqueue_AnswerOfAPartLost_GoesOnWhenAskedAgain()
    {
        await Queue.EnqueueJobAsync(Ticket(A), default);
        var script = RedisScript.OfQueue("regions", Connection.Clock);

        Assert.Equal((1, 1), (await AskAsync(0, false, 0, 1), await AskAsync(0, false, 0, 1)));
        Assert.Equal((1, 1), (await AskAsync(2, false, 2, 3), await AskAsync(2, false, 2, 3)));
        Assert.Equal((1, 0), (await AskAsync(4, true, 4), await AskAsync(4, true, 4)));

        Assert.Equal([0, 1, 2, 3, 4], (await Queue.RegionsAsync(A, default)).Keys.Order());

        async Task<int> AskAsync(int offset, bool last, params int[] regions) => (int)await Connection.RunAsync(
            script, [A.Value, "me", offset, last ? 1 : 0, .. regions.Select(static r => (RedisValue)r)], default);
    }

    [Fact]
    public async Task Enqueue_SupersededByAnotherTiler_DoesNotLookDone()
    {
        await Queue.EnqueueJobAsync(Ticket(A), default);
        var script = RedisScript.OfQueue("regions", Connection.Clock);
        var first = Queue.EnqueueRegionsAsync(A, new SlowList(12_000, () => Connection.RunAsync(script, [A.Value, "other", 0, 0, 1], default).GetAwaiter().GetResult()), default);

        await Assert.ThrowsAsync<OperationCanceledException>(() => first);
        Assert.Empty(await Queue.RegionsAsync(A, default));
    }

    [Fact]
    public async Task Enqueue_PartsOfTwoTilers_AreThoseOfTheLater()
    {
        await Queue.EnqueueJobAsync(Ticket(A), default);
        var script = RedisScript.OfQueue("regions", Connection.Clock);

        Assert.Equal(1, await AskAsync("first", 0, false, 0, 1));
        Assert.Equal(1, await AskAsync("second", 0, false, 2));
        Assert.Equal(-1, await AskAsync("first", 2, true, 3));
        Assert.Equal(1, await AskAsync("second", 1, true, 4));

        Assert.Equal([2, 4], (await Queue.RegionsAsync(A, default)).Keys.Order());

        async Task<int> AskAsync(string filler, int offset, bool last, params int[] regions) => (int)await Connection.RunAsync(
            script, [A.Value, filler, offset, last ? 1 : 0, .. regions.Select(static r => (RedisValue)r)], default);
    }

    /// <summary>Regions during whose handing over something happens: when the second part is begun.</summary>
    private sealed class SlowList(int count, Action between) : IReadOnlyList<int>
    {
        private bool happened;

        public int Count => count;

        public int this[int index]
        {
            get
            {
                if (index > count / 2 && !happened)
                {
                    happened = true;
                    between();
                }

                return index;
            }
        }

        public IEnumerator<int> GetEnumerator()
        {
            for (var i = 0; i < count; i++)
            {
                yield return this[i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
