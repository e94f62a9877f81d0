using RedKube.Aggregator;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;
using RedKube.Services.Tests.Fakes;

namespace RedKube.Services.Tests.Jobs;

/// <summary>Results of regions are read several at once, and put together in the order of the plan.</summary>
public sealed class GatheringTests
{
    private const int Together = 4;
    private const int MostAhead = 16;

    private static readonly Plan Plan = new(new PlanSpec
    {
        Image = new(1200, 1200), ContentVersion = "1", FileBlock = new(64, 64), SampleType = SampleType.Byte, HasMask = false, Ranges = [], TileSize = new(64, 64), Overlap = new(0, 0),
        RegionSize = 128, MemoryBytes = 1 << 28, Bands = [1, 2, 3], BatchSize = 1,
    });

    [Fact]
    public void Of_StorageThatAnswersLate_AsksForSeveralAtOnceAndKeepsTheOrder()
    {
        var results = new SlowResults();

        var gathering = Gathering.Of(Job(), Plan, results, [], CancellationToken.None);

        Assert.True(Plan.RegionCount > 2 * MostAhead);
        Assert.Equal(Enumerable.Range(0, Plan.RegionCount), gathering.Detections.Select(static d => (int)d.Tile));
        Assert.Equal(Plan.RegionCount, gathering.Regions);
        Assert.InRange(results.Most, Together, MostAhead);
    }

    [Fact]
    public void Of_OneResultThatCannotBeRead_SaysSo()
    {
        var results = new SlowResults { Broken = 40 };

        Assert.Throws<IOException>(() => Gathering.Of(Job(), Plan, results, [], CancellationToken.None));
    }

    private static Job Job() => new()
    {
        Id = new JobId("0123456789abcdef"), Key = "key", Image = new ImageRef("a.tif"), ContentVersion = "1", Model = SquaresModel.Ref, Options = new DetectOptions(),
        OutputPath = "out.geojson", Format = "geojson", Folder = "folder",
    };

    /// <summary>Answers no question before <see cref="Together"/> were asked.</summary>
    private sealed class SlowResults : IResultStore
    {
        private readonly TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int asked;
        private int open;
        private int most;

        public int? Broken { get; init; }

        public int Most => Volatile.Read(ref most);

        public RegionResult? Load(int region, string jobKey)
        {
            var now = Interlocked.Increment(ref open);
            InterlockedMax(now);
            if (Interlocked.Increment(ref asked) == Together)
            {
                enough.SetResult();
            }

            Assert.True(enough.Task.Wait(TimeSpan.FromMinutes(1)), "fewer are asked for at once");
            Interlocked.Decrement(ref open);
            return region == Broken ? throw new IOException("torn") : new RegionResult
            {
                JobKey = jobKey, Region = region, Runtime = "test", BatchSize = 1, TilesRun = 1, TilesSkipped = 0, BlocksDecoded = 1,
                Detections = [new Detection(new(1, 2, 3, 4), 0, 0.5f, region, null)],
            };
        }

        public IReadOnlyList<int> Regions() => [];

        public void Save(RegionResult result, int attempt) => throw new NotSupportedException();

        public void Delete(int region, int attempt) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();

        private void InterlockedMax(int value)
        {
            for (var seen = Most; value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen; seen = Most)
            {
                // Another was faster: look again.
            }
        }
    }
}
