using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Merging;
using RedKube.Core.Planning;
using Xunit.Abstractions;

namespace RedKube.Core.Tests.Merging;

/// <summary>With a detector that sees everything, the count of objects is exact whatever the tile borders cut.</summary>
public class PerfectDetectorTests(ITestOutputHelper output)
{
    private const int Overlap = 64;
    private const int Seeds = 8;
    private static readonly PixelSize Image = new(1400, 1100);
    private static readonly TileGrid Grid = new(Image, new(256, 256), new(Overlap, Overlap));

    public static TheoryData<MergeRule, bool, bool> Cases()
    {
        var cases = new TheoryData<MergeRule, bool, bool>();
        foreach (var rule in new[] { MergeRule.Nms, MergeRule.Nmm })
        {
            foreach (var oriented in new[] { false, true })
            {
                cases.Add(rule, oriented, false);
                cases.Add(rule, oriented, true);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merge_ObjectsUpToTheOverlap_CountIsExact(MergeRule rule, bool oriented, bool rows)
    {
        var wrong = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var objects = rows ? Scenes.Rows(seed, Image, 400, 8, Overlap - 2, oriented) : Scenes.Scattered(seed, Image, 1500, 8, Overlap - 2, oriented);
            var detector = new PerfectDetector(seed) { Cut = seed % 2 == 0 ? PerfectDetector.CutView.ObjectAxis : PerfectDetector.CutView.LeastArea };
            var (detections, seen) = detector.Detect(objects, PerfectDetector.AllTiles(Grid));
            var merged = Merger.Merge(detections, Grid, new MergeOptions { Rule = rule });
            if (merged.Count != seen.Count)
            {
                wrong++;
                output.WriteLine($"seed {seed}: {merged.Count} for {seen.Count} of {objects.Count} ({detections.Count} reported)");
            }
        }

        Assert.Equal(0, wrong);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merge_ObjectsLongerThanTheOverlap_AreStitched(MergeRule rule, bool oriented, bool rows)
    {
        int truth = 0, matched = 0, count = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var objects = rows ? Scenes.Rows(seed, Image, 100, 24, 3 * Overlap, oriented) : Scenes.Scattered(seed, Image, 300, Overlap, 3 * Overlap, oriented);
            var detector = new PerfectDetector(seed) { Cut = seed % 2 == 0 ? PerfectDetector.CutView.ObjectAxis : PerfectDetector.CutView.LeastArea };
            var (detections, _) = detector.Detect(objects, PerfectDetector.AllTiles(Grid));
            var merged = Merger.Merge(detections, Grid, new MergeOptions { Rule = rule });
            truth += objects.Count;
            count += merged.Count;
            matched += objects.Count(o => merged.Count(m => Iou(o, m) >= 0.8) == 1);
        }

        output.WriteLine($"{truth} objects, {count} results, {matched} matched by exactly one ({100.0 * matched / truth:F2} %)");
        Assert.True(matched >= 0.99 * truth && Math.Abs(count - truth) <= 0.01 * truth, $"{truth} objects, {count} results, {matched} matched");
    }

    [Theory]
    [InlineData(128, 64, false, 0.99)]
    [InlineData(128, 64, true, 0.99)]
    [InlineData(128, 80, false, 0.99)]
    [InlineData(128, 80, true, 0.98)]
    [InlineData(200, 150, false, 0.99)]
    [InlineData(200, 150, true, 0.98)]
    public void Merge_OrientedObjectsAsLargeAsTilesAndLarger_AreStitched(int tile, int overlap, bool rows, double share) => Stitch(tile, overlap, rows, share, 1, 6);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(256, 64, false, 0.99)]
    [InlineData(256, 64, true, 0.99)]
    [InlineData(128, 64, false, 0.99)]
    [InlineData(128, 64, true, 0.99)]
    [InlineData(128, 80, false, 0.99)]
    [InlineData(128, 80, true, 0.975)]
    [InlineData(200, 150, false, 0.99)]
    [InlineData(200, 150, true, 0.99)]
    public void Merge_OrientedObjectsOfManyScenes_AreStitched(int tile, int overlap, bool rows, double share) => Stitch(tile, overlap, rows, share, 1, 32);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Cases))]
    public void Merge_ObjectsUpToTheOverlapInManyScenes_CountIsExact(MergeRule rule, bool oriented, bool rows)
    {
        for (var seed = 1001; seed <= 1100; seed++)
        {
            var objects = Make(seed, oriented, rows, 8, Overlap - 2);
            var detector = new PerfectDetector(seed) { Cut = seed % 2 == 0 ? PerfectDetector.CutView.ObjectAxis : PerfectDetector.CutView.LeastArea };
            var (detections, seen) = detector.Detect(objects, PerfectDetector.AllTiles(Grid));
            var merged = Merger.Merge(detections, Grid, new MergeOptions { Rule = rule });
            Assert.True(merged.Count == seen.Count, $"seed {seed}: {merged.Count} for {seen.Count} of {objects.Count}");
        }
    }

    // Rectangles of least area around what a tile sees of an object of 1 to 3 times the overlap: a tile may see no corner of it, or nothing else.
    private void Stitch(int tile, int overlap, bool rows, double share, int firstSeed, int seeds)
    {
        var grid = new TileGrid(Image, new(tile, tile), new(overlap, overlap));
        int truth = 0, matched = 0, count = 0;
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            var objects = rows ? Scenes.Rows(seed, Image, 100, 24, 3 * overlap, true) : Scenes.Scattered(seed, Image, 300, overlap, 3 * overlap, true);
            var (detections, _) = new PerfectDetector(seed) { Cut = PerfectDetector.CutView.LeastArea }.Detect(objects, PerfectDetector.AllTiles(grid));
            var merged = Merger.Merge(detections, grid, new MergeOptions());
            truth += objects.Count;
            count += merged.Count;
            matched += objects.Count(o => merged.Count(m => Iou(o, m) >= 0.8) == 1);
        }

        output.WriteLine($"seeds {firstSeed} on: {truth} objects, {count} results, {matched} matched by exactly one ({100.0 * matched / truth:F2} %)");
        Assert.True(matched >= share * truth && Math.Abs(count - truth) <= 0.01 * truth, $"{truth} objects, {count} results, {matched} matched");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merge_SomeTilesOnly_CountIsExact(MergeRule rule, bool oriented, bool rows)
    {
        var detector = new PerfectDetector(3);
        var objects = Make(3, oriented, rows, 8, Overlap - 2);
        // An area off the image's corner: what it does not touch does not run, and its border is an inner one all around.
        var area = new PixelBox(390, 310, 1010, 790);
        var tiles = PerfectDetector.AllTiles(Grid).Where(t => t.Rect.ToBox().IntersectionArea(area) > 0).ToArray();
        Assert.InRange(tiles.Length, 2, Grid.Count - 1);
        var (detections, seen) = detector.Detect(objects, tiles);
        Assert.Equal(seen.Count, Merger.Merge(detections, Grid, new MergeOptions { Rule = rule }).Count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merge_RegionsInAnyOrder_GivesTheSameExactCount(MergeRule rule, bool oriented, bool rows)
    {
        var objects = Make(4, oriented, rows, 8, Overlap - 2);
        var (detections, seen) = new PerfectDetector(4).Detect(objects, PerfectDetector.AllTiles(Grid));
        var layout = new RegionLayout(Grid, 600, new(256, 256));
        Assert.True(layout.Count > 3);
        var byRegion = detections.GroupBy(d => RegionOf(layout, d.Tile)).ToArray();
        var options = new MergeOptions { Rule = rule };
        var expected = Merger.Merge(detections, Grid, options);
        Assert.Equal(seen.Count, expected.Count);
        for (var seed = 1; seed <= 5; seed++)
        {
            new Random(seed).Shuffle(byRegion);
            Assert.True(expected.SequenceEqual(Merger.Merge(byRegion.SelectMany(r => r), Grid, options)), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(1, 256, 32, 4, 30)]
    [InlineData(2, 128, 16, 4, 14)]
    [InlineData(3, 128, 80, 8, 78)]
    [InlineData(4, 200, 150, 20, 148)]
    [InlineData(5, 256, 0, 20, 60)]
    [InlineData(6, 256, 3, 20, 60)]
    public void Merge_OtherGrids_CountIsExact(int seed, int tile, int overlap, int shortest, int longest)
    {
        var grid = new TileGrid(new(1003, 777), new(tile, tile), new(overlap, overlap));
        foreach (var oriented in new[] { false, true })
        {
            var objects = Scenes.Scattered(seed, grid.Image, 1000, shortest, longest, oriented);
            var (detections, seen) = new PerfectDetector(seed) { ClampToTile = seed % 2 == 0 }.Detect(objects, PerfectDetector.AllTiles(grid));
            Assert.Equal(seen.Count, Merger.Merge(detections, grid, new MergeOptions()).Count);
        }
    }

    [Fact]
    public void Merge_ObjectAtTheCornerOfFourTiles_IsOne()
    {
        // Tiles begin at 0 and 192; the object crosses both borders and is longer than the overlap.
        TrueObject thing = TrueObject.Box(new(150, 140, 290, 300));
        var grid = new TileGrid(new(448, 448), new(256, 256), new(64, 64));
        var (detections, _) = new PerfectDetector(1) { Jitter = 0 }.Detect([thing], PerfectDetector.AllTiles(grid));
        Assert.Equal(4, detections.Count);
        Assert.Equal(thing.Bounds, Assert.Single(Merger.Merge(detections, grid, new MergeOptions())).Box);
    }

    [Fact]
    public void Merge_MiddleTileReportedNothing_LeavesTwoPieces()
    {
        var grid = new TileGrid(new(448, 100), new(192, 100), new(64, 0));
        var (detections, _) = new PerfectDetector(1).Detect([TrueObject.Box(new(20, 30, 430, 60))], PerfectDetector.AllTiles(grid));
        Assert.Single(Merger.Merge(detections, grid, new MergeOptions()));
        Assert.Equal(2, Merger.Merge(detections.Where(d => d.Tile != 1), grid, new MergeOptions()).Count);
    }

    [Fact]
    public void Merge_PaddedTile_HasNoInnerBorder()
    {
        var grid = new TileGrid(new(100, 100), new(256, 256), new(64, 64));
        Detection[] detections = [new(new(0, 0, 100, 40), 0, 0.9f, 0), new(new(0, 40, 100, 80), 0, 0.8f, 0)];
        Assert.Equal(detections, Merger.Merge(detections, grid, new MergeOptions()));
    }

    private static List<TrueObject> Make(int seed, bool oriented, bool rows, double shortest, double longest) =>
        rows ? Scenes.Rows(seed, Image, 400, shortest, longest, oriented) : Scenes.Scattered(seed, Image, 1000, shortest, longest, oriented);

    private static int RegionOf(RegionLayout layout, long tile)
    {
        var (column, row) = ((int)(tile % Grid.Columns), (int)(tile / Grid.Columns));
        return (row / layout.TileRows * layout.Columns) + (column / layout.TileColumns);
    }

    private static double Iou(TrueObject thing, Detection detection) =>
        new Outlines().Overlap(new Detection(thing.Bounds, 0, 1, 0, thing.Oriented), detection, OverlapMetric.Iou);
}
