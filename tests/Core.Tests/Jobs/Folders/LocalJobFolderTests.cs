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

    protected override void Tear(string file)
    {
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
    }
}
