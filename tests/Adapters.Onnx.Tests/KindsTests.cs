using RedKube.Adapters.Onnx.Tests.Models;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Adapters.Onnx.Tests;

/// <summary>Each kind of model through the real runtime: the bright rectangle [80, 56, 112, 72] of the tile at [32, 24] comes back where it is.</summary>
public sealed class KindsTests : IDisposable
{
    private static readonly PixelRect Tile = new(32, 24, 64, 64);
    private static readonly PixelRect Bright = new(48, 40, 24, 16);
    private readonly ModelFolder folder = new();
    private readonly Scene scene = new Scene(new PixelSize(200, 150)).Background(10, 20, 30).Paint(1, new PixelRect(48, 40, 24, 16), 255);

    public static TheoryData<string> Kinds =>
        ["yolo-v8", "yolo-v8 dynamic", "yolo-v8 transposed", "yolo-v5", "end-to-end", "detr", "rt-detr", "rt-detr ultralytics", "torchvision", "target sizes", "ssd", "priors", "tensorflow"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Collect_EachKind_FindsTheBrightRectangle(string kind)
    {
        var green = (20 + (235.0 * 24 * 16 / 4096)) / 255;
        var (model, expected, classIndex, score) = kind switch
        {
            "yolo-v8" => (BrightModel.YoloV8(1, 64, 64), ModelKind.YoloV8, 1, green),
            "yolo-v8 dynamic" => (BrightModel.YoloV8("N", "H", "W"), ModelKind.YoloV8, 1, green),
            "yolo-v8 transposed" => (BrightModel.YoloV8Transposed(1, 64), ModelKind.YoloV8, 1, green),
            "yolo-v5" => (BrightModel.YoloV5(1, 64), ModelKind.YoloV5, 1, green / 2),
            "end-to-end" => (BrightModel.EndToEnd(1, 64), ModelKind.YoloEndToEnd, 2, 0.5),
            "detr" => (BrightModel.Detr(1, 64, softmax: true), ModelKind.Detr, -1, 0),
            "rt-detr" => (BrightModel.Detr(1, 64, softmax: false), ModelKind.Detr, 1, 1 / (1 + Math.Exp(-green))),
            "rt-detr ultralytics" => (BrightModel.RtDetrUltralytics(1, 64), ModelKind.Detr, 1, green),
            "torchvision" => (BrightModel.Torchvision(64, masks: false), ModelKind.BoxesLabelsScores, 1, 0.75),
            "target sizes" => (BrightModel.TargetSizes("N", 64), ModelKind.BoxesLabelsScores, 1, 0.5),
            "ssd" => (BrightModel.SsdRows(64), ModelKind.Ssd, 1, 0.5),
            "priors" => (BrightModel.PriorBoxes(1, 64), ModelKind.Ssd, 1, green),
            _ => (BrightModel.TensorFlow(64), ModelKind.Ssd, 2, 0.5),
        };

        var (found, detections) = await folder.Detect(model, ModelFolder.Options(64), scene, Tile);

        Assert.Equal(expected, found.Card.Kind);
        Assert.Equal(["red", "green", "blue"], found.Card.Names);
        var detection = Assert.Single(detections);
        AssertBox(Bright.ToBox(), detection.Box, 1e-4);
        Assert.Null(detection.Shape);
        if (classIndex >= 0)
        {
            Assert.Equal(classIndex, detection.ClassIndex);
            Assert.Equal(score, detection.Score, 1e-5);
        }
    }

    [Fact]
    public async Task Collect_Yolox_AddsTheCellToTheOffset()
    {
        const string card = """{"version": 1, "kind": "yolox", "input": {"scale": 0.003921569, "order": "rgb"}}""";
        var (found, detections) = await folder.Detect(BrightModel.Yolox(1, 64), ModelFolder.Options(64), scene, Tile, card);
        Assert.Equal(ModelKind.Yolox, found.Card.Kind);
        var detection = Assert.Single(detections);
        AssertBox(Bright.ToBox(), detection.Box, 1e-4);
        Assert.Equal(1, detection.ClassIndex);
        Assert.Equal((20 + (235.0 * 24 * 16 / 4096)) / 255 / 2, detection.Score, 1e-5);
    }

    [Fact]
    public async Task Collect_DetrSoftmax_ScoresTheBestClassAgainstNoObject()
    {
        const string card = """{"version": 1, "input": {"mean": [0, 0, 0], "std": [1, 1, 1]}}""";
        var (_, detections) = await folder.Detect(BrightModel.Detr(1, 64, softmax: true), ModelFolder.Options(64), scene, Tile, card);
        var bright = 24.0 * 16 / 4096;
        double[] logits = [10 / 255.0, ((20 * (1 - bright)) + (255 * bright)) / 255.0, 30 / 255.0, 0.25];
        var best = Array.IndexOf(logits[..3], logits[..3].Max());
        var detection = Assert.Single(detections);
        Assert.Equal(best, detection.ClassIndex);
        Assert.Equal(Math.Exp(logits[best]) / logits.Sum(Math.Exp), detection.Score, 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Collect_Obb_GivesOrientedBoxes(bool endToEnd)
    {
        var model = endToEnd ? BrightModel.ObbEndToEnd(1, 64) : BrightModel.Obb(1, 64);
        var (found, detections) = await folder.Detect(model, ModelFolder.Options(64), scene, Tile);
        Assert.Equal(ModelKind.YoloObb, found.Card.Kind);
        var detection = Assert.Single(detections);
        var shape = Assert.IsType<OrientedBox>(detection.Shape);
        Assert.Equal((60, 48), (shape.Centre.X, shape.Centre.Y));
        Assert.Equal((24, 16, 0.25), (shape.Width, shape.Height, shape.Angle));
        Assert.Equal(shape.Bounds, detection.Box);
    }

    [Theory]
    [InlineData("seg", 8)] // A prototype cell is 4 pixels wide: bilinear corners are round.
    [InlineData("mask r-cnn", 2)]
    public async Task Collect_Masks_GivePolygons(string kind, double missing)
    {
        var model = kind == "seg" ? BrightModel.Seg(1, 64) : BrightModel.Torchvision(64, masks: true);
        var (_, detections) = await folder.Detect(model, ModelFolder.Options(64), scene, Tile);
        var detection = Assert.Single(detections);
        var polygon = Assert.IsType<PixelPolygon>(detection.Shape);
        AssertBox(Bright.ToBox(), polygon.Bounds, 1e-6);
        Assert.InRange(polygon.Area, Bright.Count - missing, Bright.Count);
        Assert.InRange(polygon.Corners.Count, 4, 12);
    }

    private static void AssertBox(PixelBox expected, PixelBox actual, double tolerance)
    {
        Assert.Equal(expected.XMin, actual.XMin, tolerance);
        Assert.Equal(expected.YMin, actual.YMin, tolerance);
        Assert.Equal(expected.XMax, actual.XMax, tolerance);
        Assert.Equal(expected.YMax, actual.YMax, tolerance);
    }

    public void Dispose()
    {
        scene.Dispose();
        folder.Dispose();
    }
}
