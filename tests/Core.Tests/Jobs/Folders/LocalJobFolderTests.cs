using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

public sealed class LocalJobFolderTests : JobFolderContract, IDisposable
{
    protected override IJobFolders Folders { get; } = new JobFolders(new LocalJobFolders(), new Dictionary<string, IJobFolders>());

    protected override string Root { get; } = Directory.CreateTempSubdirectory("redkube-folders-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    [Fact]
    public void Lock_HeldFolder_IsRefused()
    {
        using var held = Folders.Open(Root).Lock();

        Assert.Equal(ErrorCode.JobFolderLocked, Assert.Throws<RedKubeException>(() => Folders.Open(Root).Lock()).Code);
    }

    [Fact]
    public void Open_UnknownScheme_IsRefused() =>
        Assert.Equal(ErrorCode.OutputNotWritable, Assert.Throws<RedKubeException>(() => Folders.Open("gs://bucket/folder")).Code);

    [Fact]
    public void Load_StorageDoesNotAnswer_IsNoMissingResult()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Folders.Open(Root);
        folder.Results.Save(SampleJob.Result(3), 1);
        var file = Path.Combine(Root, "results", "r000003", "1");
        File.Delete(file);

        // A link to itself: the file system gives an error that is not "not there".
        File.CreateSymbolicLink(file, file);

        Assert.Equal(ErrorCode.StorageAway, Assert.Throws<RedKubeException>(() => folder.Results.Load(3, SampleJob.Job.Key)).Code);
        Assert.Null(folder.Results.Load(4, SampleJob.Job.Key));
    }

    [Fact]
    public void Read_StorageDoesNotAnswer_IsNoMissingJob()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = Path.Combine(Root, "job.json");
        File.CreateSymbolicLink(file, file);

        Assert.Equal(ErrorCode.StorageAway, Assert.Throws<RedKubeException>(() => Folders.Open(Root).Read()).Code);
    }

    protected override void Tear(string file)
    {
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
    }
}
