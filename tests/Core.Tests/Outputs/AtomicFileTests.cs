using RedKube.Core.Errors;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("redkube-atomic-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Place_NewName_Moves()
    {
        var (part, path) = Files("new", null);

        AtomicFile.Place(part, path, replace: false);

        Assert.Equal("new", File.ReadAllText(path));
        Assert.False(File.Exists(part));
    }

    [Fact]
    public void Place_ThereAndNotToBeReplaced_LeavesBoth()
    {
        var (part, path) = Files("new", "old");

        Assert.Equal(ErrorCode.OutputForeign, Assert.Throws<RedKubeException>(() => AtomicFile.Place(part, path, replace: false)).Code);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.True(File.Exists(part));
    }

    [Fact]
    public void Place_Replace_Replaces()
    {
        var (part, path) = Files("new", "old");

        AtomicFile.Place(part, path, replace: true);

        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void Write_NoFolder_SaysSo() => Assert.Equal(
        ErrorCode.OutputNotWritable, Assert.Throws<RedKubeException>(() => AtomicFile.Write(Path.Combine(folder, "no", "file"), "x"u8)).Code);

    [Fact]
    public void Stamp_Content_TellsFilesApart()
    {
        var (one, two) = Files("abc", "abd");

        Assert.Equal(3, AtomicFile.Stamp(one)!.Bytes);
        Assert.NotEqual(AtomicFile.Stamp(one), AtomicFile.Stamp(two));
        Assert.Null(AtomicFile.Stamp(Path.Combine(folder, "none")));
    }

    private (string Part, string Path) Files(string part, string? there)
    {
        string partPath = Path.Combine(folder, "part"), path = Path.Combine(folder, "out");
        File.WriteAllText(partPath, part);
        if (there is not null)
        {
            File.WriteAllText(path, there);
        }

        return (partPath, path);
    }
}
