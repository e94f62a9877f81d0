using RedKube.Cli.Watching;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Cli.Tests.Watching;

public sealed class FolderWatcherTests : IDisposable
{
    private readonly TempFolder place = new();
    private readonly RecordingConsole console = new();
    private readonly List<(string Image, bool Replaces)> submitted = [];

    public FolderWatcherTests() => Directory.CreateDirectory(place["in"]);

    public void Dispose()
    {
        console.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task Look_FileThatGrows_IsAJobOnceItStaysTheSameOverTwoLooks()
    {
        var watcher = Watcher();
        place.Write("in/a.tif", "1");
        await LookAsync(watcher);
        place.Write("in/a.tif", "12");
        await LookAsync(watcher);
        Assert.Empty(submitted);

        await LookAsync(watcher);
        await LookAsync(watcher);

        Assert.Equal([("a.tif", false)], submitted);
    }

    [Fact]
    public async Task Look_HiddenAndUnfinishedNames_ArePassedOverUntilRenamed()
    {
        var watcher = Watcher();
        place.Write("in/.a.tif", "1");
        place.Write("in/b.tif.part", "1");
        place.Write("in/empty.tif", "");
        await LookAsync(watcher);
        await LookAsync(watcher);
        Assert.Empty(submitted);

        File.Move(place["in/b.tif.part"], place["in/b.tif"]);
        await LookAsync(watcher);
        await LookAsync(watcher);

        Assert.Equal([("b.tif", false)], submitted);
    }

    [Fact]
    public async Task Look_AfterARestart_ForgetsAndRepeatsNothing()
    {
        place.Write("in/a.tif", "1");
        var first = Watcher();
        await LookAsync(first);
        await LookAsync(first);
        place.Write("in/b.tif", "1");

        var second = Watcher();
        await LookAsync(second);
        await LookAsync(second);

        Assert.Equal([("a.tif", false), ("b.tif", false)], submitted);
    }

    [Fact]
    public async Task Look_ImageReplaced_IsANewJobThatReplaces()
    {
        var watcher = Watcher();
        place.Write("in/a.tif", "1");
        await LookAsync(watcher);
        await LookAsync(watcher);
        place.Write("in/a.tif", "another");
        await LookAsync(watcher);
        await LookAsync(watcher);

        Assert.Equal([("a.tif", false), ("a.tif", true)], submitted);
    }

    [Fact]
    public async Task Look_RefusedFile_IsToldOnceAndAwayOnesAreTriedAgain()
    {
        var watcher = Watcher();
        place.Write("in/bad.tif", "1");
        place.Write("in/note.txt", "no image");
        var failures = new Queue<ErrorCode>([ErrorCode.ImageStorageAway, ErrorCode.ImageUnreadable]);
        for (var look = 0; look < 6; look++)
        {
            await watcher.LookAsync((_, _) => failures.TryDequeue(out var code) ? throw new RedKubeException(code, "It is so.") : Task.FromResult("job"), CancellationToken.None);
        }

        Assert.Empty(failures);
        Assert.Single(console.Error.Split('\n'), static l => l.Contains("RK2002", StringComparison.Ordinal));
        Assert.DoesNotContain("note.txt", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DamagedMemory_SaysWhatToDo()
    {
        var memory = WatchMemory.Open(place["data"], place["in"], place["out"]);
        memory.Remember("a.tif", new WatchedFile(1, 1));
        File.WriteAllText(Directory.GetFiles(place["data/watch"]).Single(), "{");

        var error = Assert.Throws<RedKubeException>(() => WatchMemory.Open(place["data"], place["in"], place["out"]));

        Assert.Equal(ErrorCode.JobFolderUnreadable, error.Code);
        Assert.Contains("Delete it", error.Message, StringComparison.Ordinal);
    }

    private FolderWatcher Watcher() =>
        new(place["in"], new TifSource(), WatchMemory.Open(place["data"], place["in"], place["out"]), console.Console);

    private Task LookAsync(FolderWatcher watcher) => watcher.LookAsync(
        (image, replaces) =>
        {
            submitted.Add((image.Name, replaces));
            return Task.FromResult("0123456789abcdef");
        },
        CancellationToken.None);

    /// <summary>Knows images by their ending.</summary>
    private sealed class TifSource : IRasterSource
    {
        public IRasterReader Open(ImageRef image, RasterReadOptions options) => throw new NotSupportedException();

        public bool Recognises(string path) => path.EndsWith(".tif", StringComparison.Ordinal);

        public IGeolocator? OpenGeolocator(ImageRef image, RasterReadOptions options) => throw new NotSupportedException();
    }
}
