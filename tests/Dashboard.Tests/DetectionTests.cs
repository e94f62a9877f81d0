using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Jobs;
using RedKube.Dashboard.Detections;

namespace RedKube.Dashboard.Tests;

public sealed class DetectionTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Many = 60_000;

    [Fact]
    public void Range_OfAnyTile_HoldsExactlyTheCentresInIt()
    {
        var (map, points) = Random(Many);
        foreach (var tile in new MapTile[] { new(0, 0, 0), new(1, 1, 0), new(4, 7, 9), new(9, 255, 256), new(17, 65_000, 70_000) })
        {
            var (from, to) = map.Segments[0].Range(tile);
            var side = 1.0 / (1L << tile.Zoom);

            Assert.Equal(points.Count(p => Math.Floor(p.X / side) == tile.X && Math.Floor(p.Y / side) == tile.Y), to - from);
        }
    }

    [Fact]
    public void Outline_OfADetection_IsWhatWasAdded()
    {
        var builder = new SegmentBuilder();
        MapPoint[] ring = [new(0.5, 0.25), new(0.500001, 0.25), new(0.500001, 0.250002), new(0.5, 0.250002)];
        builder.Add(ring, 3, 0.5f, 7);
        var corners = new List<MapPoint>();

        builder.Build().Outline(0, corners);

        Assert.Equal(ring.Length, corners.Count);
        Assert.All(ring.Zip(corners), pair =>
        {
            Assert.Equal(pair.First.X, pair.Second.X, 1e-9);
            Assert.Equal(pair.First.Y, pair.Second.Y, 1e-9);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public void Draw_ManyDetections_HoldsFewFeaturesThatStandForAll(int zoom)
    {
        var (map, _) = Random(Many);
        var total = 0L;
        for (var y = 0; y < 1 << zoom; y++)
        {
            for (var x = 0; x < 1 << zoom; x++)
            {
                var bytes = TileQuery.Draw(map, new MapTile(zoom, x, y), MapFilter.None);
                var features = VectorTile.Read(bytes);
                Assert.InRange(features.Count, 0, TileQuery.Most);
                Assert.InRange(bytes.Length, 0, 50_000);
                total += features.Sum(static f => f.Count);
            }
        }

        // Outlines that reach over a border are in both tiles, clusters in one.
        Assert.InRange(total, Many, Many + (zoom < 5 ? 0 : Many / 10));
    }

    [Fact]
    public void Draw_WithFilter_LeavesTheOthersOut()
    {
        var (map, _) = Random(1000);
        var all = VectorTile.Read(TileQuery.Draw(map, new MapTile(0, 0, 0), MapFilter.None)).Sum(static f => f.Count);
        var some = VectorTile.Read(TileQuery.Draw(map, new MapTile(0, 0, 0), new MapFilter(new HashSet<int> { 1 }, 0.5f)));

        Assert.Equal(1000, all);
        Assert.All(some, static f => Assert.Equal("tank", f.Class));
        Assert.Equal(map.Scores.CountOf(1, 0.5f), some.Sum(static f => f.Count));
    }

    [Fact]
    public void Draw_Tile_IsReadByGdal()
    {
        var (map, _) = Random(100);
        var folder = Directory.CreateTempSubdirectory("redkube-mvt-");
        try
        {
            var path = Path.Combine(folder.FullName, "0", "0", "0.mvt");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, TileQuery.Draw(map, new MapTile(0, 0, 0), MapFilter.None));

            Assert.Equal(100, OgrInfo.Count(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Refresh_AsRegionsAreFinished_AddsTheirDetectionsOnce()
    {
        var folder = Directory.CreateTempSubdirectory("redkube-live-");
        try
        {
            var job = Job(folder.FullName);
            var folders = new LocalJobFolders();
            var live = new LiveDetections(null!, new JobsInDataFolder(DataFolder.At(folder.FullName), folders));
            var space = MapSpace.Pixels(new PixelSize(1000, 1000));
            Save(folders, job, 0, 3);
            var first = live.Refresh(job, space, CancellationToken.None);
            Save(folders, job, 5, 4);
            var second = live.Refresh(job, space, CancellationToken.None);
            var third = live.Refresh(job, space, CancellationToken.None);

            Assert.Equal([3, 7, 7], new[] { first, second, third }.Select(static m => m.Count));
            Assert.NotEqual(first.Version, second.Version);
            Assert.Equal(second.Version, third.Version);
            Assert.Equal(7, third.Scores.CountOf(0, 0));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Save(LocalJobFolders folders, Job job, int region, int count) => folders.Open(job.Folder).Results.Save(
        new RegionResult
        {
            JobKey = job.Key,
            Region = region,
            Runtime = "test",
            BatchSize = 1,
            TilesRun = 1,
            TilesSkipped = 0,
            BlocksDecoded = 1,
            Detections = [.. Enumerable.Range(0, count).Select(i => new Detection(new PixelBox(i * 10, region, (i * 10) + 5, region + 5), 0, 0.75f, i))],
        },
        1);

    private static Job Job(string folder) => new()
    {
        Id = new JobId("0123456789abcdef"),
        Key = new string('a', 64),
        Image = new Core.Imagery.ImageRef("/none.tif"),
        ContentVersion = "1",
        Model = new ModelRef("m.onnx", "m", new string('b', 64), new ModelCard { Kind = ModelKind.YoloV8, Names = ["square"], Input = new ModelInput() }),
        Options = new DetectOptions(),
        OutputPath = Path.Combine(folder, "out.geojson"),
        Format = "geojson",
        Folder = Path.Combine(folder, "jobs", "0123456789abcdef"),
        State = JobState.Running,
    };

    private (DetectionMap Map, List<MapPoint> Centres) Random(int count)
    {
        const int seed = 20_251;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var builder = new SegmentBuilder();
        var scores = new ScoreTable(2);
        var centres = new List<MapPoint>();
        for (var i = 0; i < count; i++)
        {
            double x = 0.001 + (random.NextDouble() * 0.998), y = 0.001 + (random.NextDouble() * 0.998), half = 0.0001;
            var (index, score) = (random.Next(2), (float)random.NextDouble());
            builder.Add([new(x - half, y - half), new(x + half, y - half), new(x + half, y + half), new(x - half, y + half)], index, score, i);
            scores.Add(index, score);
            centres.Add(new MapPoint(x, y));
        }

        return (new DetectionMap("1", ["ship", "tank"], MapSpace.Mercator, [builder.Build()], scores, null), centres);
    }
}
