using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Jobs;
using RedKube.Services.Tests.Fakes;
using RedKube.Worker;

namespace RedKube.Services.Tests.Pipeline;

public sealed class DetectTests : IDisposable
{
    private static readonly PixelSize Size = new(1500, 1300);
    private static readonly List<PixelRect> Squares = SquaresImage.Scatter(3, Size, 120, 20);
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Detect_Squares_FindsEachOnce()
    {
        var image = new SquaresImage(Size, new(64, 64), Squares);

        var outcome = await Workbench.RunAsync(image, new SquaresModel(), bench.Request());

        Assert.Empty(outcome.Missing);
        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(Squares.Count, outcome.Report!.Features["square"]);
        Assert.Equal(1, outcome.Report.ReadFactor);
        Assert.All(image.Decodes, static d => Assert.Equal(1, d.Value));
        Assert.False(Directory.Exists(bench.Output + ".redkube/results"));
        Assert.True(File.Exists(bench.Output + ".redkube/job.json"));
    }

    [Fact]
    public async Task Detect_AnyThreadsRegionsBatchesBlocksAndMemory_GivesTheSameBytes()
    {
        byte[]? first = null;
        (int Threads, int Region, int Batch, PixelSize Block, long Memory)[] ways =
        [
            (1, 512, 1, new(64, 64), 1 << 28), (2, 300, 1, new(64, 64), 1 << 28), (4, 4096, 1, new(1500, 1), 1 << 28),
            (2, 700, 4, new(128, 128), 1 << 28), (3, 512, 3, new(1500, 16), 1 << 18), (2, 256, 8, new(64, 64), 1), (2, 400, 2, new(1500, 1300), 1 << 28),
            (2, 512, 2, new(1500, 1300), 1 << 20),
        ];
        foreach (var way in ways)
        {
            using var place = new Workbench();
            var image = new SquaresImage(Size, way.Block, Squares);
            var request = place.Request(new DetectOptions { TileSize = 128, RegionSize = way.Region, BatchSize = way.Batch });

            var outcome = await Workbench.RunAsync(image, new SquaresModel(), request, new WorkerOptions { Threads = way.Threads, CacheBytes = way.Memory });

            Assert.True(outcome.State == JobState.Done, $"{way}: {outcome.Failure} {string.Join("; ", outcome.Missing)}");
            var bytes = await File.ReadAllBytesAsync(place.Output);
            first ??= bytes;
            Assert.True(first.AsSpan().SequenceEqual(bytes), $"{way}");
        }
    }

    [Fact]
    public async Task Detect_ImageSmallerThanATile_IsPadded()
    {
        var image = new SquaresImage(new(50, 40), new(50, 40), [new(10, 10, 8, 8)]);

        var outcome = await Workbench.RunAsync(image, new SquaresModel(), bench.Request());

        Assert.Equal(1, outcome.Report!.Features["square"]);
        Assert.Equal(1, outcome.Report.TilesRun);
    }

    [Fact]
    public async Task Detect_TilesWithoutData_AreNotRun()
    {
        var image = new SquaresImage(new(1024, 1024), new(64, 64), [new(800, 800, 10, 10)]) { Missing = new(0, 0, 1024, 512) };
        var model = new SquaresModel();

        var outcome = await Workbench.RunAsync(image, model, bench.Request(new DetectOptions { TileSize = 128, RegionSize = 512, BatchSize = 4 }));

        Assert.Equal(JobState.Done, outcome.State);
        Assert.True(outcome.Report!.TilesSkipped > 20, $"{outcome.Report.TilesSkipped} skipped");
        Assert.Equal(1, outcome.Report.Features["square"]);
        Assert.Equal(100, outcome.Report.TilesRun + outcome.Report.TilesSkipped);
    }

    [Fact]
    public async Task Detect_Area_LooksAtItsTilesOnly()
    {
        var image = new SquaresImage(Size, new(64, 64), [new(210, 210, 10, 10), new(900, 900, 10, 10)]);
        var options = new DetectOptions { TileSize = 128, RegionSize = 512, AreaPixels = "POLYGON ((200 200, 260 200, 260 260, 200 260, 200 200))" };

        var outcome = await Workbench.RunAsync(image, new SquaresModel(), bench.Request(options));

        Assert.Equal(1, outcome.Report!.Features["square"]);
        Assert.InRange(outcome.Report.TilesRun, 1, 9);
        Assert.DoesNotContain((14, 14), image.Decodes.Keys);
    }

    [Fact]
    public async Task Detect_DamagedBlock_EndsPartialThenGoesOn()
    {
        var image = new SquaresImage(Size, new(64, 64), Squares);
        image.Damaged[(3, 3)] = ErrorCode.BlockUnreadable;

        var partial = await Workbench.RunAsync(image, new SquaresModel(), bench.Request());

        Assert.Equal(JobState.Partial, partial.State);
        var missing = Assert.Single(partial.Missing);
        Assert.Equal(0, missing.Region);
        Assert.Equal(ErrorCode.BlockUnreadable, missing.Failure.Code);
        Assert.True(File.Exists(bench.Output));

        image.Damaged.Clear();
        image.Decodes.Clear();
        var done = await Workbench.RunAsync(image, new SquaresModel(), bench.Request());

        Assert.Equal(JobState.Done, done.State);
        Assert.Equal(Squares.Count, done.Report!.Features["square"]);
        Assert.Equal(done.Report.Regions - 1, done.Report.RegionsKept);
        Assert.DoesNotContain((20, 20), image.Decodes.Keys);
    }

    [Fact]
    public async Task Detect_NothingReads_FailsWithTheCause()
    {
        var image = new SquaresImage(new(100, 100), new(100, 100), []);
        image.Damaged[(0, 0)] = ErrorCode.BlockUnreadable;

        var outcome = await Workbench.RunAsync(image, new SquaresModel(), bench.Request());

        Assert.Equal(JobState.Failed, outcome.State);
        Assert.Equal(ErrorCode.BlockUnreadable, outcome.Failure!.Code);
        Assert.False(File.Exists(bench.Output));
    }

    [Fact]
    public async Task Detect_StorageAwayForAWhile_IsTriedAgain()
    {
        var image = new SquaresImage(Size, new(64, 64), Squares);
        var failed = 0;
        var model = new SquaresModel
        {
            OnRun = (_, _, _) => Interlocked.Increment(ref failed) <= 3
                ? throw new RedKubeException(ErrorCode.ImageStorageAway, "The storage is away.")
                : ValueTask.CompletedTask,
        };

        var outcome = await Workbench.RunAsync(image, model, bench.Request());

        Assert.Equal(JobState.Done, outcome.State);
        Assert.Equal(Squares.Count, outcome.Report!.Features["square"]);
        Assert.Equal(outcome.Report.TilesRun, (await Whole(Squares)).TilesRun);
    }

    [Fact]
    public async Task Detect_ModelFails_IsNotTriedAgain()
    {
        var image = new SquaresImage(new(100, 100), new(100, 100), []);
        var model = new SquaresModel { OnRun = static (_, _, _) => throw new RedKubeException(ErrorCode.InferenceFailed, "It failed.") };

        var outcome = await Workbench.RunAsync(image, model, bench.Request());

        Assert.Equal(ErrorCode.InferenceFailed, outcome.Failure!.Code);
        Assert.Equal(1, model.Runs);
    }

    [Fact]
    public async Task Detect_BatchSize_IsFilledButForTheLast()
    {
        var image = new SquaresImage(new(1024, 1024), new(64, 64), []);
        var counts = new System.Collections.Concurrent.ConcurrentBag<int>();
        var model = new SquaresModel
        {
            Lanes = 3,
            OnRun = (_, count, _) =>
            {
                counts.Add(count);
                return ValueTask.CompletedTask;
            },
        };

        await Workbench.RunAsync(image, model, bench.Request(new DetectOptions { TileSize = 128, RegionSize = 256, BatchSize = 8 }));

        Assert.Equal(100, counts.Sum());
        Assert.True(counts.Count(static c => c < 8) <= 3, string.Join(' ', counts));
    }

    [Fact]
    public async Task Cancel_MidJob_KeepsRegionsAndGoesOn()
    {
        var image = new SquaresImage(Size, new(64, 64), Squares);
        var reached = new TaskCompletionSource();
        var model = new SquaresModel
        {
            OnRun = async (run, _, cancellation) =>
            {
                if (run > 60)
                {
                    reached.TrySetResult();
                    await Task.Delay(Timeout.Infinite, cancellation);
                }
            },
        };
        var host = await Workbench.StartAsync(image, model);
        var jobs = (IJobs)host.Services.GetService(typeof(IJobs))!;
        var id = await jobs.SubmitAsync(bench.Request(), CancellationToken.None);
        await reached.Task;
        await jobs.CancelAsync(id, CancellationToken.None);
        var cancelled = await jobs.WaitAsync(id, null, CancellationToken.None);
        await host.StopAsync();
        host.Dispose();
        Assert.Equal(JobState.Cancelled, cancelled.State);
        Assert.False(File.Exists(bench.Output));

        var second = new SquaresModel();
        var done = await Workbench.RunAsync(image, second, bench.Request());

        Assert.Equal(JobState.Done, done.State);
        Assert.True(done.Report!.RegionsKept > 0);
        Assert.True(second.Runs < done.Report.TilesRun, "finished regions are not done twice");
        Assert.Equal(Squares.Count, done.Report.Features["square"]);
    }

    private static async Task<Core.Outputs.RunReport> Whole(List<PixelRect> squares)
    {
        using var place = new Workbench();
        return (await Workbench.RunAsync(new SquaresImage(Size, new(64, 64), squares), new SquaresModel(), place.Request())).Report!;
    }
}
