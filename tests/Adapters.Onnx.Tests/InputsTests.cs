using RedKube.Adapters.Onnx.Tests.Models;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Onnx.Tests;

/// <summary>How pixels reach the model: the scores are the means of the input's channels, so they tell.</summary>
public sealed class InputsTests : IDisposable
{
    private static readonly PixelRect Tile = new(0, 0, 64, 64);
    private readonly ModelFolder folder = new();

    [Theory]
    [InlineData(OnnxBuilder.Float, false)]
    [InlineData(OnnxBuilder.Float16, false)]
    [InlineData(OnnxBuilder.UInt8, false)]
    [InlineData(OnnxBuilder.Float, true)]
    [InlineData(OnnxBuilder.Float16, true)]
    [InlineData(OnnxBuilder.UInt8, true)]
    public async Task Load_EachElementTypeAndLayout_GivesTheModelTheSameValues(int element, bool channelsLast)
    {
        using var scene = new Scene(new PixelSize(64, 64)).Background(51, 102, 76.5).Paint(0, new PixelRect(8, 8, 32, 16), 255);
        var (found, detections) = await folder.Detect(BrightModel.YoloV8(1, 64, 64, element, channelsLast), ModelFolder.Options(64), scene, Tile);
        Assert.Equal(channelsLast, found.Card.Input.ChannelsLast);
        var detection = Assert.Single(detections);
        Assert.Equal(new PixelBox(8, 8, 40, 24), detection.Box);
        Assert.Equal(1, detection.ClassIndex);
        Assert.Equal(0.4, detection.Score, 2e-4);
    }

    [Fact]
    public async Task Load_BgrMeanStdAndRange_AreAppliedInTheTensorsOrder()
    {
        // Band 1 is 300 of 200…400, half of the range; bgr makes it the last channel: (0.5 × 1 − 0.1) ÷ 0.5 = 0.8.
        const string card = """{"version": 1, "input": {"order": "bgr", "mean": [0, 0, 0.1], "std": [1, 1, 0.5]}}""";
        using var scene = new Scene(new PixelSize(64, 64), SampleType.UInt16).Background(300, 0, 0).Paint(1, new PixelRect(0, 0, 64, 32), 400);
        var options = ModelFolder.Options(64, SampleType.UInt16) with { Ranges = [new(200, 400), new(0, 400), new(0, 400)] };
        var (_, detections) = await folder.Detect(BrightModel.YoloV8(1, 64, 64), options, scene, Tile, card);
        var detection = Assert.Single(detections);
        Assert.Equal(2, detection.ClassIndex);
        Assert.Equal(0.8, detection.Score, 1e-5);
    }

    [Theory]
    [InlineData(128, 64)]
    [InlineData(32, 64)]
    [InlineData(96, 64)]
    public async Task Collect_TileOfAnotherSize_IsLetterboxedAndPlacedBack(int tile, int input)
    {
        var part = new PixelRect(tile / 4, tile / 8, tile / 4, tile / 2);
        using var scene = new Scene(new PixelSize(tile, tile)).Background(20, 20, 20).Paint(1, part, 255);
        var (_, detections) = await folder.Detect(BrightModel.YoloV8(1, input, input), ModelFolder.Options(tile), scene, new PixelRect(0, 0, tile, tile));
        var detection = Assert.Single(detections);
        Assert.Equal(part.X, detection.Box.XMin, 0.76);
        Assert.Equal(part.Bottom, detection.Box.YMax, 0.76);
        Assert.Equal((20 + (235.0 / 8)) / 255, detection.Score, 2e-3);
    }

    [Fact]
    public async Task Collect_WideInput_IsPaddedAboveAndBelowOrBeside()
    {
        // A 64 × 64 tile in a 128 wide, 64 high input: 32 columns of padding (114) on each side.
        using var scene = new Scene(new PixelSize(64, 64)).Background(0, 0, 0).Paint(1, new PixelRect(10, 20, 30, 40), 255);
        var (_, detections) = await folder.Detect(BrightModel.YoloV8(1, 64, 128), ModelFolder.Options(64), scene, Tile);
        var detection = Assert.Single(detections);
        Assert.Equal(new PixelBox(10, 20, 40, 60), detection.Box);
        Assert.Equal(((255.0 * 1200) + (114 * 4096)) / (255 * 8192), detection.Score, 1e-5);
    }

    [Fact]
    public async Task Collect_DynamicSize_IsPaddedToTheStride()
    {
        using var scene = new Scene(new PixelSize(50, 40)).Background(0, 0, 0).Paint(1, new PixelRect(10, 20, 30, 10), 255);
        var options = ModelFolder.Options(50) with { TileSize = new PixelSize(50, 40) };
        var (_, detections) = await folder.Detect(BrightModel.YoloV8("N", "H", "W"), options, scene, new PixelRect(0, 0, 50, 40));
        var detection = Assert.Single(detections);
        Assert.Equal(new PixelBox(10, 20, 40, 30), detection.Box);
        Assert.Equal(((255.0 * 300) + (114 * (4096 - 2000))) / (255 * 4096), detection.Score, 1e-5);
    }

    [Fact]
    public async Task Load_TileBeyondTheImageAndMissingPixels_ArePadded()
    {
        using var scene = new Scene(new PixelSize(40, 64), hasMask: true).Background(0, 0, 0).Mask(new PixelRect(0, 0, 40, 64), true)
            .Paint(1, new PixelRect(0, 0, 10, 64), 255).Mask(new PixelRect(0, 0, 5, 64), false);
        var (_, detections) = await folder.Detect(BrightModel.YoloV8(1, 64, 64), ModelFolder.Options(64), scene, Tile);
        var detection = Assert.Single(detections);
        Assert.Equal(new PixelBox(5, 0, 10, 64), detection.Box);
        Assert.Equal(((255.0 * 5) + (114 * 29)) / (255 * 64), detection.Score, 1e-5);
    }

    [Fact]
    public async Task Load_EveryPixelMissing_IsNotRun()
    {
        using var scene = new Scene(new PixelSize(64, 64), hasMask: true).Background(9, 9, 9).Mask(Tile, false);
        using var detector = Make(BrightModel.YoloV8(1, 64, 64), ModelFolder.Options(64));
        using var lane = detector.CreateLane();
        Assert.False(lane.Load(0, scene.Pixels(Tile)));
        scene.Mask(new PixelRect(63, 63, 1, 1), true);
        Assert.True(lane.Load(0, scene.Pixels(Tile)));
        await lane.RunAsync(1, CancellationToken.None);
    }

    [Fact]
    public async Task RunAsync_ShortBatch_GivesTheBytesOfAFullOne()
    {
        using var scene = new Scene(new PixelSize(256, 64)).Background(30, 20, 10).Paint(1, new PixelRect(70, 8, 9, 17), 255).Paint(2, new PixelRect(130, 3, 50, 50), 200);
        using var detector = Make(BrightModel.YoloV8("N", 64, 64), ModelFolder.Options(64) with { BatchSize = 4 });
        Assert.Equal(4, detector.BatchSize);
        using var lane = detector.CreateLane();
        PixelRect[] tiles = [new(64, 0, 64, 64), new(128, 0, 64, 64), new(0, 0, 64, 64), new(192, 0, 64, 64)];
        var full = await Run(lane, scene, tiles);
        Assert.Equal(2, full.Select(d => d.Tile).Distinct().Count());
        Assert.Equal(full.Where(d => d.Tile == 0), await Run(lane, scene, tiles[..1]));
        Assert.Equal(full, await Run(lane, scene, tiles));
    }

    [Fact]
    public void Create_ModelOfFixedBatch_DecidesTheBatch()
    {
        using var detector = Make(BrightModel.YoloV8(2, 64, 64), ModelFolder.Options(64) with { BatchSize = 8 });
        Assert.Equal(2, detector.BatchSize);
    }

    private IDetector Make(byte[] model, DetectorOptions options)
    {
        var factory = new OnnxDetectorFactory();
        return factory.Create(factory.Inspect(folder.Write(model)), options);
    }

    private static async Task<List<Detection>> Run(IDetectorLane lane, Scene scene, PixelRect[] tiles)
    {
        for (var slot = 0; slot < tiles.Length; slot++)
        {
            Assert.True(lane.Load(slot, scene.Pixels(tiles[slot])));
        }

        await lane.RunAsync(tiles.Length, CancellationToken.None);
        var detections = new List<Detection>();
        for (var slot = 0; slot < tiles.Length; slot++)
        {
            lane.Collect(slot, Scene.TileAt(tiles[slot], slot), detections);
        }

        return detections;
    }

    public void Dispose() => folder.Dispose();
}
