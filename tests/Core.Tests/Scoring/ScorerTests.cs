using RedKube.Core.Geometry;
using RedKube.Core.Scoring;

namespace RedKube.Core.Tests.Scoring;

public sealed class ScorerTests
{
    [Fact]
    public void Score_PerfectDetections_AreAllRight()
    {
        var truths = Enumerable.Range(0, 10).Select(static i => Box(20 * i, 0, 0.5f)).ToList();

        var report = Scorer.Score(truths, truths);

        Assert.Equal(1, report.Overall.Precision);
        Assert.Equal(1, report.Overall.Recall);
        Assert.Equal(1, report.Overall.F1);
        Assert.Equal(1, report.Overall.Ap!.Value, 1e-12);
    }

    [Fact]
    public void Score_TwoOnOneObject_OnlyTheBetterScoreIsRight()
    {
        // The one with the lower score fits better, yet the other was first.
        var report = Scorer.Score([Box(1, 0, 0.9f), Box(0, 0, 0.8f)], [Box(0, 0)]);

        Assert.Equal((1, 1, 0), (report.Overall.TruePositives, report.Overall.FalsePositives, report.Overall.FalseNegatives));
        Assert.Equal(1, report.Overall.Ap!.Value, 1e-12);
    }

    [Fact]
    public void Score_OverlapsTwoObjects_TakesTheOneItOverlapsMost()
    {
        var report = Scorer.Score([Box(4, 0, 0.9f), Box(1, 0, 0.8f)], [Box(0, 0), Box(5, 0)], iou: 0.3);

        Assert.Equal(2, report.Overall.TruePositives);
    }

    [Fact]
    public void Score_OtherClassOrImage_DoesNotMatch()
    {
        var report = Scorer.Score([Box(0, 0) with { ClassName = "tank" }, Box(0, 0) with { Image = 1 }], [Box(0, 0)]);

        Assert.Equal(0, report.Overall.TruePositives);
        Assert.Equal(2, report.Overall.FalsePositives);
        Assert.Equal("ship, tank", string.Join(", ", report.Classes.Select(static c => c.ClassName)));
        Assert.Null(report.Classes[1].Ap);
        Assert.Null(report.Classes[1].Recall);
        Assert.Equal(0, report.Overall.Ap);
    }

    [Fact]
    public void Score_DifficultObjects_CountNeitherWay()
    {
        var difficult = Box(0, 0) with { IsDifficult = true };

        var missed = Scorer.Score([Box(100, 0)], [difficult, Box(100, 0)]);
        var found = Scorer.Score([Box(0, 0, 0.9f), Box(1, 0, 0.8f), Box(100, 0)], [difficult, Box(100, 0)]);

        Assert.Equal((1.0, 1.0, 0), (missed.Overall.Precision, missed.Overall.Recall, missed.Overall.Ignored));
        Assert.Equal((1.0, 1.0, 2), (found.Overall.Precision, found.Overall.Recall, found.Overall.Ignored));
    }

    [Fact]
    public void Score_KnownRanking_HasCocosAveragePrecision()
    {
        // Right, wrong, right, wrong, right of 4 true objects: precision 1, 2/3, 3/5 from recall 1/4, 2/4, 3/4 on; recalls 0…0.25 are 26 points, then 25, then 25.
        ScoredObject[] detections = [Box(0, 0, 0.9f), Box(500, 0, 0.8f), Box(20, 0, 0.7f), Box(600, 0, 0.6f), Box(40, 0, 0.5f)];

        var report = Scorer.Score(detections, [Box(0, 0), Box(20, 0), Box(40, 0), Box(60, 0)]);

        Assert.Equal(((26 * 1.0) + (25 * 2 / 3.0) + (25 * 3 / 5.0)) / 101, report.Overall.Ap!.Value, 1e-12);
        Assert.Equal(0.6, report.Overall.Precision!.Value, 1e-12);
        Assert.Equal(0.75, report.Overall.Recall!.Value, 1e-12);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.51, 0)]
    public void Score_ExactlyAtTheThreshold_IsRight(double iou, int hits)
    {
        var detection = new ScoredObject("ship", new(0, 0, 10, 20));

        Assert.Equal(hits, Scorer.Score([detection], [new ScoredObject("ship", new(0, 0, 10, 10))], iou).Overall.TruePositives);
    }

    [Fact]
    public void Score_Outlines_AreComparedWithOutlinesOnly()
    {
        // The boxes are the same; the outlines cross at right angles.
        var one = new OrientedBox(new(50, 50), 80, 10, Math.PI / 4);
        var other = new OrientedBox(new(50, 50), 80, 10, -Math.PI / 4);
        var polygon = new PixelPolygon([.. other.Corners]);

        Assert.Equal(0, Scorer.Score([Of(one)], [Of(other)]).Overall.TruePositives);
        Assert.Equal(0, Scorer.Score([Of(one)], [Of(polygon)]).Overall.TruePositives);
        Assert.Equal(1, Scorer.Score([Of(other)], [Of(polygon)], 0.999).Overall.TruePositives);
        Assert.Equal(1, Scorer.Score([Of(one)], [Of(other) with { Shape = null }]).Overall.TruePositives);
    }

    [Fact]
    public void Score_Shuffled_GivesTheSameReport()
    {
        const int seed = 5;
        var random = new Random(seed);
        var truths = Enumerable.Range(0, 300).Select(_ => Box(random.Next(400), random.Next(400))).ToArray();
        var detections = Enumerable.Range(0, 400).Select(_ => Box(random.Next(400), random.Next(400), random.Next(4) / 4f)).ToArray();
        var expected = Scorer.Score(detections, truths, 0.3);

        for (var round = 0; round < 5; round++)
        {
            random.Shuffle(detections);
            random.Shuffle(truths);
            var report = Scorer.Score(detections, truths, 0.3);
            Assert.True(expected.Overall == report.Overall, $"seed {seed}, round {round}");
        }

        Assert.InRange(expected.Overall.TruePositives, 20, 300);
    }

    [Fact]
    public void Score_Nothing_IsUndefinedNotWrong()
    {
        var report = Scorer.Score([], []);

        Assert.Null(report.Overall.Precision);
        Assert.Null(report.Overall.Recall);
        Assert.Null(report.Overall.F1);
        Assert.Null(report.Overall.Ap);
        Assert.Equal(0, Scorer.Score([], [Box(0, 0)]).Overall.F1);
    }

    private static ScoredObject Box(double x, double y, float score = 1) => new("ship", new(x, y, x + 10, y + 10), score);

    private static ScoredObject Of(PixelShape shape) => new("ship", shape.Bounds, 1, shape);
}
