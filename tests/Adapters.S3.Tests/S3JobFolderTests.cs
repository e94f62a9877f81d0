using RedKube.Core.Jobs;
using RedKube.Core.Tests.Jobs;

namespace RedKube.Adapters.S3.Tests;

public sealed class S3JobFolderTests(S3Fixture s3) : JobFolderContract, IClassFixture<S3Fixture>
{
    protected override IJobFolders Folders => s3.Storage().Folders;

    protected override string Root { get; } = S3Fixture.NewFolder();

    [SkippableFact]
    public void TryReplace_OfWhatAnotherHasWrittenMeanwhile_LeavesIt()
    {
        var (first, second) = (Folders.Open($"{Root}/raced"), Folders.Open($"{Root}/raced"));
        Assert.Null(first.Read());
        Assert.Null(second.Read());
        Assert.True(first.TryReplace(SampleJob.Job));
        Assert.False(second.TryReplace(SampleJob.Job with { State = JobState.Paused }));

        Assert.NotNull(first.Read());
        Assert.NotNull(second.Read());
        second.Write(SampleJob.Job with { State = JobState.Done });
        Assert.False(first.TryReplace(SampleJob.Job with { State = JobState.Paused }));

        Assert.Equal(JobState.Done, first.Read()!.State);
        first.Delete();
        Assert.False(second.TryReplace(SampleJob.Job));
        Assert.Null(second.Read());
    }

    [SkippableFact]
    public async Task Pause_WhileTheJobEnds_LeavesItDone()
    {
        var folders = Folders;
        var job = SampleJob.Job with { State = JobState.Running };
        var place = new JobsInDataFolder(new DataFolder($"{Root}/data"), folders);
        place.FolderOf(job).Write(job);
        var ledger = new JobLedger(place, new InProcessJobStore(TimeProvider.System), new InProcessWorkQueue(new QueueOptions(), TimeProvider.System), TimeProvider.System);

        var after = await ledger.WriteAsync(
            job,
            stored =>
            {
                place.FolderOf(job).Write(stored with { State = JobState.Done });
                return stored with { State = JobState.Paused };
            },
            CancellationToken.None);

        Assert.Equal((JobState.Done, JobState.Done), (after.State, place.FolderOf(job).Read()!.State));
    }

    protected override void Tear(string file)
    {
        using var client = s3.Client();
        var bytes = client.Get(S3Address.Parse(file))!;
        client.Put(S3Address.Parse(file), bytes.AsSpan(0, bytes.Length / 2));
    }
}
