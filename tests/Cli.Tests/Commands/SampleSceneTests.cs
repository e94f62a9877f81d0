namespace RedKube.Cli.Tests.Commands;

public sealed class SampleSceneTests : IDisposable
{
    private readonly RecordingConsole console = new();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        console.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Run_Twice_SameBytesButNeverWrittenOver()
    {
        Assert.Equal(0, await Scene("a.tif", "a.geojson"));
        Assert.Equal(0, await Scene("b.tif", "b.geojson"));
        Assert.Equal(await File.ReadAllBytesAsync(folder["a.geojson"]), await File.ReadAllBytesAsync(folder["b.geojson"]));
        Assert.Equal(await File.ReadAllBytesAsync(folder["a.tif"]), await File.ReadAllBytesAsync(folder["b.tif"]));

        File.WriteAllText(folder["b.tif"], "mine");
        Assert.Equal(3, await Scene("b.tif", "c.geojson"));
        Assert.Contains("RK4002", console.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["b.tif"]));
        Assert.False(File.Exists(folder["c.geojson"]));
        Assert.Equal(0, await Scene("b.tif", "c.geojson", "--fresh"));
    }

    [Fact]
    public async Task Run_FolderThatIsNotThere_SaysSo()
    {
        Assert.Equal(1, await Scene("no/a.tif", "t.geojson"));

        Assert.Contains("RK4001", console.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private Task<int> Scene(string file, string truth, params string[] more) =>
        console.RunAsync(["sample", "scene", folder[file], "--width", "600", "--height", "500", "--seed", "5", "--truth", folder[truth], .. more]);
}
