using RedKube.Adapters.Redis.Connections;
using RedKube.Adapters.Redis.Store;
using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;

namespace RedKube.Adapters.Redis.Tests.Store;

public sealed class RedisJobStoreTests : JobStoreContract, IClassFixture<RedisFixture>
{
    private static readonly JobId Id = new("00000000000000aa");
    private readonly RedisFixture redis;
    private readonly RedisConnection connection;

    public RedisJobStoreTests(RedisFixture redis)
    {
        this.redis = redis;
        connection = redis.Connect();
        Store = NewStore(connection);
    }

    protected override IJobStore Store { get; }

    [Fact]
    public async Task End_OfAJob_LetsEveryKeyOfItGo()
    {
        await Store.AddAsync(JobOf(Id), default);
        Store.Say(new JobMessage(Id, "Hello.", false));
        Store.Count(Id, new JobTally { Regions = 1 });
        Assert.Equal(1, (await Store.TallyAsync(Id, default)).Regions);

        await Store.UpdateAsync(Id, static j => j with { State = JobState.Done }, default);
        Store.Count(Id, new JobTally { Regions = 1 });
        Assert.Equal(2, (await Store.TallyAsync(Id, default)).Regions);

        var keys = redis.Keys().Where(static k => k.StartsWith(RedisKeys.Job, StringComparison.Ordinal)).ToList();
        Assert.Equal(3, keys.Count);
        Assert.All(keys, key => Assert.InRange(redis.Database.KeyTimeToLive(key)!.Value, TimeSpan.FromDays(6), TimeSpan.FromDays(7)));
    }

    [Fact]
    public async Task End_OfAJobThatIsKeptForNoTime_IsThereForWhoWaits()
    {
        var forgetful = new RedisJobStore(connection, new RedisOptions { Keep = TimeSpan.Zero }, TimeProvider.System);
        await forgetful.AddAsync(JobOf(Id), default);
        await forgetful.UpdateAsync(Id, static j => j with { State = JobState.Done }, default);

        Assert.Equal(JobState.Done, (await Store.FindAsync(Id, default))!.State);
        Assert.InRange(redis.Database.KeyTimeToLive(RedisKeys.Job + Id.Value)!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task List_Again_AsksForWhatMayHaveChangedAlone()
    {
        const int jobs = 200;
        for (var i = 0; i < jobs; i++)
        {
            await Store.AddAsync(JobOf(new JobId($"{i:x16}")) with { State = JobState.Done }, default);
        }

        redis.Advance(TimeSpan.FromMinutes(2));
        await Store.AddAsync(JobOf(new JobId("ffffffffffffffff")), default);
        var first = await Store.ListAsync(default);
        var before = redis.SentBytes();
        var second = await Store.ListAsync(default);
        var sent = redis.SentBytes() - before;

        Assert.Equal(jobs + 1, first.Count);
        Assert.Equal(first.Select(static r => (r.Job.Id, r.Job.State, r.Ended)), second.Select(static r => (r.Job.Id, r.Job.State, r.Ended)));
        Assert.InRange(sent, 1, 40 * jobs);

        // Run again, forgotten, expired: what is remembered here must not stand in for it.
        await Store.AddAsync(JobOf(new JobId($"{7:x16}")), default);
        await Store.RemoveAsync(new JobId($"{8:x16}"), default);
        redis.Database.KeyDelete(RedisKeys.Job + $"{9:x16}");
        var third = await Store.ListAsync(default);
        Assert.Equal(jobs - 1, third.Count);
        Assert.Equal(JobState.Queued, third.Single(static r => r.Job.Id.Value == $"{7:x16}").Job.State);
        Assert.DoesNotContain(third, static r => r.Job.Id.Value == $"{8:x16}" || r.Job.Id.Value == $"{9:x16}");

        await Store.UpdateAsync(new JobId($"{7:x16}"), static j => j with { State = JobState.Failed }, default);
        Assert.Equal(JobState.Failed, (await Store.ListAsync(default)).Single(static r => r.Job.Id.Value == $"{7:x16}").Job.State);

        // What was counted reaches Redis long after the end, when that was away.
        redis.Advance(TimeSpan.FromMinutes(5));
        await Store.ListAsync(default);
        Store.Count(new JobId($"{10:x16}"), new JobTally { Detections = 5 });
        Assert.Equal(5, (await Store.ListAsync(default)).Single(static r => r.Job.Id.Value == $"{10:x16}").Tally.Detections);

        redis.Database.Execute("FLUSHDB");
        redis.SetClock();
        Assert.Empty(await Store.ListAsync(default));
    }

    [Fact]
    public async Task Add_LongAfterAnothersEnd_ForgetsThat()
    {
        await Store.AddAsync(JobOf(Id) with { State = JobState.Done }, default);
        redis.Database.KeyDelete(RedisKeys.Job + Id.Value); // as its expiry does
        redis.Advance(TimeSpan.FromDays(8));

        await Store.AddAsync(JobOf(new JobId("00000000000000bb")), default);

        Assert.Equal(1, redis.Database.SortedSetLength(RedisKeys.Submitted));
        Assert.Equal(0, redis.Database.SortedSetLength(RedisKeys.Ended));
    }

    [Fact]
    public async Task Watch_InAnotherProcess_HearsByMessageAndWithoutIt()
    {
        await Store.AddAsync(JobOf(Id), default);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var other = NewStore(redis.Open());
        var seen = new List<JobState>();
        var begun = new TaskCompletionSource();
        var watching = Task.Run(async () =>
        {
            await foreach (var happened in other.WatchAsync(Id, stop.Token))
            {
                if (happened is JobProgress progress)
                {
                    seen.Add(progress.State);
                    begun.TrySetResult();
                }
            }
        });
        await begun.Task.WaitAsync(stop.Token);

        // Changed behind the store's back: nobody is told.
        redis.Database.HashSet(RedisKeys.Job + Id.Value, "state", (int)JobState.Done);

        await watching;
        Assert.Equal([JobState.Queued, JobState.Done], seen);
    }

    [Fact]
    public async Task Watch_RedisLostEverything_GoesOnOnceTheJobIsBack()
    {
        await Store.AddAsync(JobOf(Id), default);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var events = Store.WatchAsync(Id, stop.Token).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        redis.Database.Execute("FLUSHALL");
        redis.SetClock();
        var next = events.MoveNextAsync();

        await NewStore(redis.Open()).AddAsync(JobOf(Id) with { State = JobState.Merging }, default);

        Assert.True(await next);
        Assert.Equal(JobState.Merging, Assert.IsType<JobProgress>(events.Current).State);
    }

    [Fact]
    public async Task Open_RedisLostEverything_HasAnotherName()
    {
        var before = await Store.OpenAsync(default);
        redis.Database.Execute("FLUSHALL");

        Assert.NotEqual(before.Memory, (await Store.OpenAsync(default)).Memory);
    }

    [Fact]
    public async Task Count_AnswerLost_CountsOnce()
    {
        await Store.AddAsync(JobOf(Id), default);
        var script = RedisScript.OfStore("job_count", connection.Clock);

        await connection.RunAsync(script, [Id.Value, "process:p", 1, 2, "regions", 5], default);
        await connection.RunAsync(script, [Id.Value, "process:p", 1, 2, "regions", 5], default);
        await connection.RunAsync(script, [Id.Value, "process:q", 1, 2, "regions", 1], default);

        Assert.Equal(6, (await Store.TallyAsync(Id, default)).Regions);
    }

    protected override void Advance(TimeSpan by) => redis.Advance(by);

    private static RedisJobStore NewStore(RedisConnection connection) => new(connection, new RedisOptions(), TimeProvider.System);
}
