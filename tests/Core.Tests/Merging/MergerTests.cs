using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Merging;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Merging;

/// <summary>Small cases worked out by hand, and promises that hold for any input.</summary>
public class MergerTests
{
    // Tiles 0 = [0, 100) and 1 = [60, 160) in x share 40 columns; one row.
    private static readonly TileGrid TwoTiles = new(new(160, 100), new(100, 100), new(40, 0));

    // Nine tiles that overlap by more than half: three of them see a place on each axis.
    private static readonly TileGrid Dense = new(new(300, 300), new(200, 200), new(150, 150));

    [Fact]
    public void Merge_NoDetections_GivesNone() => Assert.Empty(Merger.Merge([], TwoTiles, new MergeOptions()));

    [Fact]
    public void Merge_TwoViewsOfOneObject_KeepsTheStronger()
    {
        var merged = Merger.Merge([Box(70, 20, 90, 40, 0.8f, 1), Box(71, 20, 90, 41, 0.9f, 0)], TwoTiles, new MergeOptions());
        Assert.Equal([Box(71, 20, 90, 41, 0.9f, 0)], merged);
    }

    [Fact]
    public void Merge_NmmOfTwoViews_KeepsTheUnionAndTheHighestScore()
    {
        var merged = Merger.Merge([Box(70, 20, 90, 40, 0.8f, 1), Box(71, 20, 90, 41, 0.9f, 0)], TwoTiles, new MergeOptions { Rule = MergeRule.Nmm });
        Assert.Equal([Box(70, 20, 90, 41, 0.9f, 0)], merged);
    }

    [Fact]
    public void Merge_WbfOfTwoViews_WeighsCornersByScore()
    {
        var merged = Merger.Merge([Box(70, 20, 90, 40, 0.25f, 1), Box(72, 20, 90, 40, 0.75f, 0)], TwoTiles, new MergeOptions { Rule = MergeRule.Wbf });
        Assert.Equal([Box(71.5, 20, 90, 40, 0.75f, 0)], merged);
    }

    [Fact]
    public void Merge_PieceOfWhatTheOtherTileSawWhole_IsDroppedThoughItScoresHigher()
    {
        var merged = Merger.Merge([Box(85, 20, 100, 40, 0.95f, 0), Box(85, 20, 125, 40, 0.6f, 1)], TwoTiles, new MergeOptions());
        Assert.Equal([Box(85, 20, 125, 40, 0.95f, 0)], merged);
    }

    [Fact]
    public void Merge_PiecesWithoutAWholeView_AreStitched()
    {
        var merged = Merger.Merge([Box(30, 20, 100, 40, 0.7f, 0), Box(60, 21, 140, 40, 0.9f, 1)], TwoTiles, new MergeOptions());
        Assert.Equal([Box(30, 21, 140, 40, 0.9f, 1)], merged);
    }

    [Fact]
    public void Merge_PiecesOfTilesThatDoNotOverlap_AreStitched()
    {
        var grid = new TileGrid(new(200, 100), new(100, 100), new(0, 0));
        var merged = Merger.Merge([Box(70, 20, 99.5, 40, 0.9f, 0), Box(100.5, 20.5, 130, 40, 0.7f, 1)], grid, new MergeOptions());
        Assert.Equal([Box(70, 20, 130, 40, 0.9f, 0)], merged.Select(d => d with { Box = d.Box with { YMin = Math.Floor(d.Box.YMin) } }));
    }

    [Fact]
    public void Merge_NeighboursThatTouch_StayTwo()
    {
        Detection[] detections = [Box(62, 20, 80, 40, 0.9f, 0), Box(80, 20, 98, 40, 0.8f, 0), Box(62, 20, 80, 40, 0.7f, 1), Box(80, 20, 98, 40, 0.6f, 1)];
        var merged = Merger.Merge(detections, TwoTiles, new MergeOptions { Rule = MergeRule.Nmm, Metric = OverlapMetric.Ios });
        Assert.Equal([Box(62, 20, 80, 40, 0.9f, 0), Box(80, 20, 98, 40, 0.8f, 0)], merged);
    }

    [Fact]
    public void Merge_OverlapInsideOneTile_IsLeftToTheModel()
    {
        Detection[] detections = [Box(10, 10, 50, 50, 0.9f, 0), Box(12, 10, 50, 50, 0.8f, 0)];
        Assert.Equal(2, Merger.Merge(detections, TwoTiles, new MergeOptions()).Count);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void Merge_DifferentClasses_AreComparedOnlyIfAgnostic(bool agnostic, int expected)
    {
        Detection[] detections = [Box(70, 20, 90, 40, 0.9f, 0), Box(70, 20, 90, 40, 0.8f, 1, 1)];
        Assert.Equal(expected, Merger.Merge(detections, TwoTiles, new MergeOptions { ClassAgnostic = agnostic }).Count);
    }

    // 20 × 20 boxes whose overlap is 20 × 13.33: IoU exactly 0.5 at a shift of 20/3, and none of the sides agrees.
    [Theory]
    [InlineData(6.6, 1)]
    [InlineData(6.7, 2)]
    public void Merge_WholeViews_AreJudgedByTheThreshold(double shift, int expected)
    {
        Detection[] detections = [Box(65, 20, 85, 40, 0.9f, 0), Box(65 + shift, 20, 85 + shift, 40, 0.8f, 1)];
        Assert.Equal(expected, Merger.Merge(detections, TwoTiles, new MergeOptions()).Count);
    }

    // IoU of the first and second is 0.25, of the smaller one 0.9 lies inside the first.
    [Theory]
    [InlineData(OverlapMetric.Iou, 2)]
    [InlineData(OverlapMetric.Ios, 1)]
    public void Merge_SmallInsideLarge_DependsOnTheMetric(OverlapMetric metric, int expected)
    {
        Detection[] detections = [Box(100, 100, 150, 150, 0.9f, 4), Box(101, 125, 121, 154, 0.8f, 0)];
        Assert.Equal(expected, Merger.Merge(detections, Dense, new MergeOptions { Metric = metric }).Count);
    }

    [Fact]
    public void Merge_SoftNms_ReturnsTheDecayedScore()
    {
        // IoU = 10 × 20 / (2 × 400 − 200) = 1/3.
        Detection[] detections = [Box(65, 20, 85, 40, 0.9f, 0), Box(75, 20, 95, 40, 0.6f, 1)];
        var merged = Merger.Merge(detections, TwoTiles, new MergeOptions { Rule = MergeRule.SoftNms, Threshold = 0.3 });
        Assert.Equal([0.9f, 0.4f], merged.Select(d => d.Score), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Merge_SoftNmsBelowTheConfidence_IsDropped()
    {
        Detection[] detections = [Box(65, 20, 85, 40, 0.9f, 0), Box(75, 20, 95, 40, 0.6f, 1)];
        var options = new MergeOptions { Rule = MergeRule.SoftNms, Threshold = 0.3, Confidence = 0.45f };
        Assert.Equal(0.9f, Assert.Single(Merger.Merge(detections, TwoTiles, options)).Score);
    }

    [Fact]
    public void Merge_RuleNone_KeepsEverythingInOutputOrder()
    {
        Detection[] detections = [Box(70, 30, 90, 40, 0.9f, 0), Box(70, 20, 90, 40, 0.8f, 1), Box(70, 20, 90, 40, 0.8f, 0)];
        var merged = Merger.Merge(detections, TwoTiles, new MergeOptions { Rule = MergeRule.None });
        Assert.Equal([detections[2], detections[1], detections[0]], merged);
    }

    // SAHI measures what is claimed a second time, against the grown box, and then loses it: with IoU 0.5, the third box (IoU 0.54 with the first,
    // 0.45 with the union of both) is in no result at all. Here what is claimed is taken.
    [Fact]
    public void Merge_ClaimedByTheFirst_IsNeverLost()
    {
        Detection[] detections = [Box(120, 110, 160, 150, 0.9f, 4), Box(132, 110, 172, 150, 0.8f, 8), Box(108, 110, 148, 150, 0.7f, 0)];
        var merged = Merger.Merge(detections, Dense, new MergeOptions { Rule = MergeRule.Nmm });
        Assert.Equal([Box(108, 110, 172, 150, 0.9f, 4)], merged);
    }

    [Fact]
    public void Merge_ThresholdOutsideItsRange_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Merger.Merge([], TwoTiles, new MergeOptions { Threshold = 0 }));

    [Fact]
    public void Merge_TileOutsideTheGrid_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Merger.Merge([Box(0, 0, 1, 1, 1, 2)], TwoTiles, new MergeOptions()));

    public static TheoryData<MergeRule, string> EveryRule()
    {
        var cases = new TheoryData<MergeRule, string>();
        foreach (var rule in Enum.GetValues<MergeRule>())
        {
            cases.Add(rule, "box");
            cases.Add(rule, "oriented");
            cases.Add(rule, "polygon");
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Merge_ShuffledArrival_GivesTheSame(MergeRule rule, string kind)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var detections = RandomDetections.Make(seed, Dense, 300, kind);
            var options = new MergeOptions { Rule = rule, ClassAgnostic = seed % 2 == 0 };
            var expected = Merger.Merge(detections, Dense, options);
            var shuffled = detections.ToArray();
            new Random(seed + 100).Shuffle(shuffled);
            Assert.True(expected.SequenceEqual(Merger.Merge(shuffled, Dense, options)), $"seed {seed}");
        }
    }

    // Whatever was reported is still told by some result: it overlaps one of its class.
    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Merge_AnyInput_LosesNothing(MergeRule rule, string kind)
    {
        var outlines = new Outlines();
        for (var seed = 1; seed <= 5; seed++)
        {
            var detections = RandomDetections.Make(seed, Dense, 300, kind);
            var merged = Merger.Merge(detections, Dense, new MergeOptions { Rule = rule, Confidence = 0 });
            Assert.True(merged.Count <= detections.Count);
            foreach (var detection in detections)
            {
                Assert.True(
                    merged.Exists(m => m.ClassIndex == detection.ClassIndex && outlines.Overlap(m, detection, OverlapMetric.Ios) > 0.3),
                    $"seed {seed}: {detection}");
            }
        }
    }

    [Fact]
    public void Merge_ManyNeighbours_GivesTheSameWithAndWithoutTheirTable()
    {
        var detections = RandomDetections.Make(7, Dense, 2000, "box");
        foreach (var rule in new[] { MergeRule.Nms, MergeRule.Nmm, MergeRule.SoftNms, MergeRule.Wbf })
        {
            var options = new MergeOptions { Rule = rule, Threshold = 0.3 };
            var (some, none) = (detections.ToArray(), detections.ToArray());
            var kept = new MergeRun(Dense, options, new MergeBuffers()).Run(some);
            Assert.Equal(kept, new MergeRun(Dense, options, new MergeBuffers(), 0).Run(none));
            Assert.True(some.AsSpan(0, kept).SequenceEqual(none.AsSpan(0, kept)), rule.ToString());
        }
    }

    private static Detection Box(double x0, double y0, double x1, double y1, float score, long tile, int kind = 0) =>
        new(new PixelBox(x0, y0, x1, y1), kind, score, tile);
}
