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

    private void Write(JobState state, TimeSpan age)
    {
        place.FolderOf(job).Write(job with { State = state });
        File.SetLastWriteTimeUtc(Path.Combine(place.PathOf(job), "job.json"), (time.GetUtcNow() - age).UtcDateTime);
    }

    private Task<IReadOnlyList<JobId>> RunAsync(TimeSpan? keep) =>
        new JobRecovery(place, store, queue, time, keep).RunAsync(static (id, e) => throw new InvalidOperationException($"{id} is unreadable", e), default);
}
