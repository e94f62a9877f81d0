using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

/// <summary>What every kind of job folder promises.</summary>
public abstract class JobFolderContract
{
    private const int Many = 25;

    protected abstract IJobFolders Folders { get; }

    /// <summary>An empty place for the folders of this test.</summary>
    protected abstract string Root { get; }

    private static Job Job => SampleJob.Job;

    private IJobFolder Folder => Folders.Open(Combine("one"));

    [SkippableFact]
    public void Read_Nothing_IsNull()
    {
        Assert.Null(Folder.Read());
        Assert.Empty(Folder.Results.Regions());
        Assert.Null(Folder.Results.Load(0, Job.Key));
        Assert.Empty(Folders.List(Root));
    }

    [SkippableFact]
    public void Write_Again_IsReadAsWrittenLast()
    {
        Folder.Write(Job);
        Folder.Write(Job with { State = JobState.Done });

        Assert.Equal(JobJson.Write(Job with { State = JobState.Done }), JobJson.Write(Folder.Read()!));
    }

    [SkippableFact]
    public void TryReplace_WhatWasRead_Writes()
    {
        var folder = Folder;
        Assert.Null(folder.Read());
        Assert.True(folder.TryReplace(Job));
        Assert.NotNull(folder.Read());
        Assert.True(folder.TryReplace(Job with { State = JobState.Paused }));

        Assert.Equal(JobState.Paused, Folder.Read()!.State);
    }

    [SkippableFact]
    public void List_SeveralFolders_NamesThemInOrder()
    {
        foreach (var name in new[] { "b", "a", "c" })
        {
            Folders.Open(Combine(name)).Write(Job);
            Folders.Open(Combine(name)).Results.Save(SampleJob.Result(1), 1);
        }

        Assert.Equal([Combine("a"), Combine("b"), Combine("c")], Folders.List(Root));
        Assert.All(Folders.List(Root), f => Assert.NotNull(Folders.Open(f).Read()));
        Assert.Empty(Folders.List(Combine("none")));
    }

    [SkippableFact]
    public void Delete_OneAttempt_LeavesTheOthers()
    {
        Folder.Results.Save(SampleJob.Result(12), 1);
        Folder.Results.Save(SampleJob.Result(12), 2);
        Folder.Results.Save(SampleJob.Result(13), 1);

        Folder.Results.Delete(12, 1);
        Assert.NotNull(Folder.Results.Load(12, Job.Key));
        Folder.Results.Delete(12, 2);
        Folder.Results.Delete(12, 2);
        Folder.Results.Delete(99, 1);

        Assert.Null(Folder.Results.Load(12, Job.Key));
        Assert.Equal([13], Folder.Results.Regions());
        Folder.Results.Delete(13, 1);
        Assert.Empty(Folder.Results.Regions());
    }

    [SkippableFact]
    public void Load_WhatSaveGave_IsTheSame()
    {
        Folder.Results.Save(SampleJob.Result(12), 1);

        Assert.Equal(SampleJob.Result(12).Detections, Folder.Results.Load(12, Job.Key)!.Detections);
        Assert.Null(Folder.Results.Load(12, "another job"));
        Assert.Null(Folder.Results.Load(1, Job.Key));
        Assert.Equal([12], Folder.Results.Regions());
    }

    [SkippableFact]
    public void Load_TornFirstAttempt_GivesTheSecond()
    {
        Folder.Results.Save(SampleJob.Result(3), 1);
        Folder.Results.Save(SampleJob.Result(3, tilesRun: 8), 2);
        Assert.Equal(7, Folder.Results.Load(3, Job.Key)!.TilesRun);

        Tear(Combine("one/results/r000003/1"));

        Assert.Equal(8, Folder.Results.Load(3, Job.Key)!.TilesRun);
        Tear(Combine("one/results/r000003/2"));
        Assert.Null(Folder.Results.Load(3, Job.Key));
        Assert.Equal([3], Folder.Results.Regions());
    }

    [SkippableFact]
    public void Load_OnlyALaterAttempt_GivesIt()
    {
        Folder.Results.Save(SampleJob.Result(1_234_567), 4);

        Assert.NotNull(Folder.Results.Load(1_234_567, Job.Key));
        Assert.Equal([1_234_567], Folder.Results.Regions());
    }

    [SkippableFact]
    public void Clear_AfterManyResults_LeavesNothing()
    {
        Folder.Write(Job);
        Parallel.For(0, Many, region => Folder.Results.Save(SampleJob.Result(region), 1));
        Assert.Equal(Enumerable.Range(0, Many), Folder.Results.Regions());

        Folder.Clear();

        Assert.Null(Folder.Read());
        Assert.Empty(Folder.Results.Regions());
        Folder.Clear();
    }

    [SkippableFact]
    public void Delete_LockedFolder_LeavesNothingAndCanBeginAnew()
    {
        Folder.Write(Job);
        Folder.Results.Save(SampleJob.Result(1), 1);
        using (Folder.Lock())
        {
            Folder.Delete();
        }

        Assert.Empty(Folders.List(Root));
        Assert.Null(Folder.Read());
        Assert.Null(Folder.WrittenAt());
        using (Folder.Lock())
        {
            Folder.Write(Job);
        }

        Assert.NotNull(Folder.Read());
    }

    [SkippableFact]
    public void WrittenAt_AfterWrite_IsAboutNow()
    {
        var before = TimeProvider.System.GetUtcNow();
        Folder.Write(Job);

        Assert.InRange(Folder.WrittenAt()!.Value, before.AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [SkippableFact]
    public void Lock_FreeFolder_IsTakenAndGivenBack()
    {
        Folder.Lock().Dispose();
        using var again = Folder.Lock();
        Folder.Write(Job);
        Assert.NotNull(Folder.Read());
    }

    [SkippableFact]
    public void Read_Damaged_IsRefused()
    {
        Folder.Write(Job);
        Tear(Combine("one/job.json"));

        Assert.Equal(ErrorCode.JobFolderUnreadable, Assert.Throws<RedKubeException>(() => Folder.Read()).Code);
    }

    /// <summary>Cuts a stored file in half.</summary>
    protected abstract void Tear(string file);

    protected string Combine(string name) => Core.Outputs.StorageAddress.Combine(Root, name);
}
