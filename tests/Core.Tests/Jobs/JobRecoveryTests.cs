using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

/// <summary>How long the folders of jobs that have ended stay.</summary>
public sealed class JobRecoveryTests : IDisposable
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(7);
    private readonly string root = Directory.CreateTempSubdirectory("redkube-recovery-").FullName;
    private readonly ManualTime time = new();
    private readonly InProcessJobStore store;
    private readonly InProcessWorkQueue queue;
    private readonly JobsInDataFolder place;
    private readonly Job job;

    public JobRecoveryTests()
    {
        store = new InProcessJobStore(time);
        queue = new InProcessWorkQueue(new QueueOptions(), time);
        place = new JobsInDataFolder(DataFolder.At(root), new LocalJobFolders());
        job = SampleJob.Job with { OutputPath = Path.Combine(root, "out.geojson"), Image = new("scene.tif") };
        File.WriteAllText(job.OutputPath, "the user's");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(JobState.Done)]
    [InlineData(JobState.Partial)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public async Task Run_EndedLongAgo_DeletesTheFolderAndNotTheOutput(JobState state)
    {
        Write(state, age: Keep + TimeSpan.FromMinutes(1));
        place.FolderOf(job).Results.Save(SampleJob.Result(0), 1);

        await RunAsync(Keep);

        Assert.Empty(place.List());
        Assert.False(Directory.Exists(place.PathOf(job)));
        Assert.Equal("the user's", await File.ReadAllTextAsync(job.OutputPath));
    }

    [Fact]
    public async Task Run_EndedLately_KeepsTheFolder()
    {
        Write(JobState.Done, age: Keep - TimeSpan.FromMinutes(1));

        await RunAsync(Keep);

        Assert.Equal(JobState.Done, place.FolderOf(job).Read()!.State);
        Assert.NotNull(await store.FindAsync(job.Id, default));
    }

    [Fact]
    public async Task Run_EndedThisMomentAndKeptForNoTime_IsThereForWhoWaitsAndGoneAtALaterPass()
    {
        var recovery = new JobRecovery(place, store, queue, time, TimeSpan.Zero);
        Write(JobState.Done, age: TimeSpan.FromSeconds(2));
        await recovery.RunAsync(static (_, _) => { }, default);
        Assert.NotNull(place.FolderOf(job).Read());

        Write(JobState.Done, age: TimeSpan.FromSeconds(60));
        await recovery.RunAsync(static (_, _) => { }, default);
        Assert.False(Directory.Exists(place.PathOf(job)));
    }

    [Fact]
    public async Task Run_UnfinishedOrKeptForEver_DeletesNothing()
    {
        Write(JobState.Running, age: TimeSpan.FromDays(1000));
        Assert.Equal([job.Id], await RunAsync(Keep));
        Write(JobState.Done, age: TimeSpan.FromDays(1000));
        await RunAsync(keep: null);

        Assert.Equal([job.Id], place.List());
    }

    [Fact]
    public async Task Run_SomebodyHoldsTheFolder_LeavesIt()
    {
        Write(JobState.Cancelled, age: TimeSpan.FromDays(1000));
        using var held = place.FolderOf(job).Lock();

        await RunAsync(Keep);

        Assert.NotNull(place.FolderOf(job).Read());
    }

    [Theory]
    [InlineData(JobState.Done)]
    [InlineData(JobState.Cancelled)]
    public async Task Run_EndedInItsFolderOnly_EndsInTheStoreAndLeavesTheQueue(JobState state)
    {
        // Whoever ended it died before the store heard of it: in a first run, and in one after a retry.
        for (var run = 0; run < 2; run++)
        {
            Assert.True(await store.AddAsync(job with { State = JobState.Merging }, default));
            await queue.EnqueueJobAsync(JobTicket.Of(job), default);
            Write(state, age: TimeSpan.Zero);

            Assert.Empty(await RunAsync(Keep));

            Assert.Equal(state, (await store.FindAsync(job.Id, default))!.State);
            Assert.All(await queue.DepthsAsync(default), static depth => Assert.Equal(0, depth.Ready + depth.Leased));
        }
    }

    [Fact]
    public async Task Run_EndedInItsFolderAndSomebodyHoldsIt_LooksAgainAtTheNextPass()
    {
        await store.AddAsync(job with { State = JobState.Merging }, default);
        Write(JobState.Done, age: TimeSpan.Zero);
        using (place.FolderOf(job).Lock())
        {
            await RunAsync(Keep);
            Assert.Equal(JobState.Merging, (await store.FindAsync(job.Id, default))!.State);
        }

        await RunAsync(Keep);
        Assert.Equal(JobState.Done, (await store.FindAsync(job.Id, default))!.State);
    }

    [Fact]
    public async Task Run_OneFolderCannotBeWritten_RecoversTheOthers()
    {
        // The first in order: nobody can lock it.
        var other = job with { Id = new JobId(new string('0', 16)) };
        place.FolderOf(other).Write(other with { State = JobState.Running });
        Directory.CreateDirectory(Path.Combine(place.PathOf(other), "lock"));
        Write(JobState.Running, age: TimeSpan.Zero);
        var told = new List<JobId>();

        var found = await new JobRecovery(place, store, queue, time, Keep).RunAsync((id, _) => told.Add(id), default);

        Assert.Equal([job.Id], found);
        Assert.Equal([other.Id], told);
    }

    [Fact]
    public async Task Run_PausedJobThatTheQueueDoesNotHold_IsPausedThere()
    {
        await store.AddAsync(job with { State = JobState.Paused }, default);
        Write(JobState.Paused, age: TimeSpan.Zero);

        await RunAsync(Keep);

        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.ClaimAsync(WorkStage.Plan, null, stop.Token));
        await queue.ResumeAsync(job.Id, default);
        Assert.Equal(job.Id, (await queue.ClaimAsync(WorkStage.Plan, null, default)).Item.Job);
    }

    [Fact]
    public async Task Run_StoreLostARetriedJob_FindsItAtTheNextPass()
    {
        var forgetful = new ForgetfulStore(time);
        var one = new JobRecovery(place, forgetful, queue, time, Keep);
        Write(JobState.Partial, age: TimeSpan.Zero);
        await RunAsync(one);
        Assert.Equal(JobState.Partial, (await forgetful.FindAsync(job.Id, default))!.State);

        // Retried, and lost before the next pass.
        Write(JobState.Queued, age: TimeSpan.Zero);
        forgetful.Forget();

        Assert.Equal([job.Id], await RunAsync(one));
        Assert.Equal(JobState.Queued, (await forgetful.FindAsync(job.Id, default))!.State);
    }

    private void Write(JobState state, TimeSpan age)
    {
        place.FolderOf(job).Write(job with { State = state });
        File.SetLastWriteTimeUtc(Path.Combine(place.PathOf(job), "job.json"), (time.GetUtcNow() - age).UtcDateTime);
    }

    private readonly Dictionary<TimeSpan, JobRecovery> recoveries = [];

    // One process looks again and again.
    private Task<IReadOnlyList<JobId>> RunAsync(TimeSpan? keep)
    {
        if (!recoveries.TryGetValue(keep ?? default, out var recovery))
        {
            recoveries[keep ?? default] = recovery = new JobRecovery(place, store, queue, time, keep);
        }

        return RunAsync(recovery);
    }

    private static Task<IReadOnlyList<JobId>> RunAsync(JobRecovery recovery) =>
        recovery.RunAsync(static (id, e) => throw new InvalidOperationException($"{id} is unreadable", e), default);

    /// <summary>A store that can lose all that it knows, as a server can.</summary>
    private sealed class ForgetfulStore(TimeProvider time) : IJobStore
    {
        private InProcessJobStore inner = new(time);
        private int memory;

        public void Forget() => (inner, memory) = (new InProcessJobStore(time), memory + 1);

        public async Task<OpenJobs> OpenAsync(CancellationToken cancellation) => await inner.OpenAsync(cancellation) with { Memory = $"{memory}" };

        public Task<bool> AddAsync(Job job, CancellationToken cancellation) => inner.AddAsync(job, cancellation);

        public Task<Job?> FindAsync(JobId id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

        public Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);

        public Task<bool> RemoveAsync(JobId id, CancellationToken cancellation) => inner.RemoveAsync(id, cancellation);

        public Task<Job> UpdateAsync(JobId id, Func<Job, Job> change, CancellationToken cancellation) => inner.UpdateAsync(id, change, cancellation);

        public void Count(JobId id, JobTally delta) => inner.Count(id, delta);

        public Task<JobTally> TallyAsync(JobId id, CancellationToken cancellation) => inner.TallyAsync(id, cancellation);

        public void Say(JobMessage message) => inner.Say(message);

        public IAsyncEnumerable<JobEvent> WatchAsync(JobId id, CancellationToken cancellation) => inner.WatchAsync(id, cancellation);
    }
}
