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
        for (var seed = 1; seed <= 20; seed++)
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
        for (var seed = 1; seed <= 20; seed++)
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

    private static double Iou(TrueObject thing, Detection detection) =>
        new Outlines().Overlap(new Detection(thing.Bounds, 0, 1, 0, thing.Oriented), detection, OverlapMetric.Iou);
}
