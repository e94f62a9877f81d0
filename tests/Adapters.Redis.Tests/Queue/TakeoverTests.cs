using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RedKube.Adapters.Redis.Store;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;
using RedKube.Core.Tests.Jobs;

namespace RedKube.Adapters.Redis.Tests.Queue;

/// <summary>What the queue on Redis tells of itself: leases that are taken over, and counts that come before the completion they belong to.</summary>
public sealed class TakeoverTests(RedisFixture redis) : QueueTest(redis)
{
    [Fact]
    public async Task Claim_LeasesRanOut_CountsThemByStage()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, l) =>
        {
            if (instrument.Name == TelemetryKeys.Takeovers)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.AddOrUpdate((string)tags[0].Value!, value, (_, before) => before + value));
        listener.Start();
        await EnqueueAsync(Ticket(A), 0, 1);
        await ClaimAsync();
        await ClaimAsync();
        await Queue.EnqueueJobAsync(Ticket(B), default);
        await ClaimAsync(WorkStage.Plan);

        Redis.Advance(Options.LeaseTime + TimeSpan.FromMilliseconds(1));
        await LookInVainAsync();

        Assert.Equal(("detect", 2, 1), ("detect", counted["detect"], counted["plan"]));
        Assert.False(counted.ContainsKey("merge"));
    }

    [Fact]
    public async Task Complete_LastOfItsJobThatTheProcessDoes_HandsOnWhatWasCounted()
    {
        var store = new RedisJobStore(Connection, new RedisOptions(), TimeProvider.System);
        var queue = NewQueue(Connection, handOn: store.HandOnAsync);
        await store.AddAsync(JobStoreContract.JobOf(A), default);
        await EnqueueAsync(Ticket(A), 0);
        var region = await ClaimAsync(queue, WorkStage.Detect);
        await LookInVainAsync(queue);

        store.Count(A, new JobTally { TilesRun = 12 });
        Assert.True(await queue.CompleteAsync(region, default));

        var elsewhere = new RedisJobStore(Redis.Open(), new RedisOptions(), TimeProvider.System);
        Assert.Equal(12, (await elsewhere.TallyAsync(A, default)).TilesRun);
    }
}
