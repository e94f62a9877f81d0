using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Detections;

public sealed class TileDecoderTests
{
    private static readonly Tile Tile = new(7, 1, 2, new PixelRect(1000, 2000, 640, 640));

    [Fact]
    public void Decode_RawHead_SuppressesWithinAClassOnly()
    {
        var rows = new float[6 * 8400];
        Put(rows, 10, [100, 100, 40, 20, 0.9f, 0]);
        Put(rows, 8399, [102, 100, 40, 20, 0.8f, 0]);
        Put(rows, 4000, [102, 100, 40, 20, 0.1f, 0.7f]);
        Put(rows, 4001, [300, 300, 40, 20, 0.24f, 0]);
        var found = Decode(ModelKind.YoloV8, rows, [1, 6, 8400]);
        Assert.Equal([(0, 0.9f), (1, 0.7f)], found.Select(d => (d.ClassIndex, d.Score)));
        Assert.Equal(new PixelBox(1080, 2090, 1120, 2110), found[0].Box);
        Assert.Equal(7, found[0].Tile);
    }

    [Fact]
    public void Decode_ConfidenceAndClasses_OptionBeforeCardBeforeDefault()
    {
        var rows = new float[6 * 8400];
        Put(rows, 1, [100, 100, 10, 10, 0.3f, 0]);
        Put(rows, 2, [200, 100, 10, 10, 0, 0.6f]);
        Assert.Equal(2, Decode(ModelKind.YoloV8, rows, [1, 6, 8400]).Count);
        Assert.Single(Decode(ModelKind.YoloV8, rows, [1, 6, 8400], card => card with { Confidence = 0.5f }));
        Assert.Equal(2, Decode(ModelKind.YoloV8, rows, [1, 6, 8400], card => card with { Confidence = 0.5f }, options => options with { Confidence = 0.3f }).Count);
        Assert.Equal(1, Assert.Single(Decode(ModelKind.YoloV8, rows, [1, 6, 8400], null, options => options with { Classes = new HashSet<int> { 1 } })).ClassIndex);
    }

    [Fact]
    public void Decode_NotNumbers_AreDropped()
    {
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.9f, -5, 1e38f];
        const int seed = 20260103;
        var random = new Random(seed);
        foreach (var (kind, shape) in new (ModelKind, long[])[]
        {
            (ModelKind.YoloV8, [1, 6, 8400]), (ModelKind.YoloV5, [1, 200, 7]), (ModelKind.YoloObb, [1, 7, 100]), (ModelKind.YoloEndToEnd, [1, 100, 6]), (ModelKind.Detr, [1, 300, 6]),
        })
        {
            var rows = new float[shape[1] * shape[2]];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = odd[random.Next(odd.Length)];
            }

            foreach (var detection in Decode(kind, rows, shape))
            {
                Assert.True(detection.Score is >= 0 and <= 1 && double.IsFinite(detection.Box.Area) && detection.Box.Area > 0, $"seed {seed}: {kind} {detection}");
            }
        }
    }

    [Fact]
    public void Decode_MoreThanAThousand_KeepsTheBest()
    {
        var rows = new float[6 * 8400];
        for (var i = 0; i < 3000; i++)
        {
            Put(rows, i, [5 + ((i % 60) * 10), 5 + (i / 60 * 10), 8, 8, 0.3f + (i / 10000f), 0]);
        }

        var found = Decode(ModelKind.YoloV8, rows, [1, 6, 8400]);
        Assert.Equal(1000, found.Count);
        Assert.Equal(found.OrderByDescending(d => d.Score), found);
        Assert.Equal(0.3f + (2000 / 10000f), found[^1].Score, 1e-6f);
    }

    [Fact]
    public void Decode_EndToEnd_IsNotSuppressedUnlessTheCardSaysSo()
    {
        float[] rows = [10, 10, 50, 50, 0.9f, 1, 11, 10, 50, 50, 0.8f, 1, -20, 600, 20, 700, 0.5f, 0, 700, 0, 720, 9, 0.9f, 0];
        var found = Decode(ModelKind.YoloEndToEnd, rows, [1, 4, 6]);
        Assert.Equal(3, found.Count);
        Assert.Equal(new PixelBox(1000, 2600, 1020, 2640), found[2].Box);
        Assert.Equal(2, Decode(ModelKind.YoloEndToEnd, rows, [1, 4, 6], card => card with { NmsIou = 0.5f }).Count);
    }

    [Fact]
    public void Decode_OrientedBoxes_AreSuppressedByTheirTrueOverlap()
    {
        // Two slender boxes crossing at right angles share their bounds but little area; a third lies on the first.
        var rows = new float[7 * 100];
        Put(rows, 0, [100, 100, 80, 8, 0.9f, 0, 0.785f], 100);
        Put(rows, 1, [100, 100, 80, 8, 0.8f, 0, 2.356f], 100);
        Put(rows, 2, [101, 101, 80, 8, 0.7f, 0, 0.785f], 100);
        var found = Decode(ModelKind.YoloObb, rows, [1, 7, 100]);
        Assert.Equal([0.9f, 0.8f], found.Select(d => d.Score));
        Assert.All(found, d => Assert.IsType<OrientedBox>(d.Shape));
    }

    [Fact]
    public void Decode_ShapeOfAnotherKind_SaysWhatWasExpected()
    {
        var error = Assert.Throws<RedKubeException>(() => Decode(ModelKind.YoloV8, new float[90], [1, 9, 10]));
        Assert.Equal(ErrorCode.ModelNotRecognised, error.Code);
        Assert.Contains("[1, 9, 10]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[N, 6, anchors]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trace_RoundMask_IsASimpleRingOfItsArea()
    {
        const int side = 80;
        var values = new float[side * side];
        for (var i = 0; i < values.Length; i++)
        {
            var (dx, dy) = ((i % side) + 0.5 - 40, (i / side) + 0.5 - 38);
            values[i] = (float)(25 - Math.Sqrt((dx * dx) + (dy * dy)));
        }

        // A second, smaller part must not be taken.
        values[(2 * side) + 2] = 5;
        var ring = new MaskTracer().Trace(new MaskField(values, side, side, 4, 4, 0), new PixelBox(0, 0, 320, 320)).ToArray();
        var polygon = new PixelPolygon(ring);
        Assert.Equal(Math.PI * 100 * 100, polygon.Area, 150.0);
        Assert.Equal(160, polygon.Bounds.Centre.X, 0.5);
        Assert.Equal(152, polygon.Bounds.Centre.Y, 0.5);
        Assert.InRange(ring.Length, 12, 80);
        var factory = new NetTopologySuite.Geometries.GeometryFactory();
        Assert.True(factory.CreatePolygon([.. ring.Append(ring[0]).Select(p => new NetTopologySuite.Geometries.Coordinate(p.X, p.Y))]).IsValid);
    }

    [Fact]
    public void Trace_RandomMasks_AreValidPolygonsInsideTheBox()
    {
        const int seed = 20260104;
        var random = new Random(seed);
        var factory = new NetTopologySuite.Geometries.GeometryFactory();
        var tracer = new MaskTracer();
        for (var pass = 0; pass < 100; pass++)
        {
            var values = Enumerable.Range(0, 24 * 24).Select(_ => (float)(random.NextDouble() - 0.45)).ToArray();
            var box = new PixelBox(random.Next(20), random.Next(20), 40 + (random.NextDouble() * 50), 40 + (random.NextDouble() * 50));
            var ring = tracer.Trace(new MaskField(values, 24, 24, 4, 4, 0), box).ToArray();
            Assert.NotEmpty(ring);
            Assert.All(ring, p => Assert.True(p.X >= box.XMin - 1e-9 && p.X <= box.XMax + 1e-9 && p.Y >= box.YMin - 1e-9 && p.Y <= box.YMax + 1e-9));
            var line = factory.CreateLinearRing([.. ring.Append(ring[0]).Select(p => new NetTopologySuite.Geometries.Coordinate(p.X, p.Y))]);
            Assert.True(line.IsSimple, $"seed {seed}, pass {pass}");
        }
    }

    private static void Put(float[] rows, int anchor, float[] channels, int anchors = 8400)
    {
        for (var i = 0; i < channels.Length; i++)
        {
            rows[(i * anchors) + anchor] = channels[i];
        }
    }

    private static List<Detection> Decode(
        ModelKind kind, float[] rows, long[] shape, Func<ModelCard, ModelCard>? changeCard = null, Func<DetectorOptions, DetectorOptions>? changeOptions = null)
    {
        var card = new ModelCard { Kind = kind, Names = ["ship", "plane"], Input = new ModelInput { Width = 640, Height = 640 } };
        var options = new DetectorOptions { TileSize = new PixelSize(640, 640), SampleType = Core.Imagery.SampleType.Byte, Bands = 3 };
        var signature = Signatures.Of([("output0", [.. shape.Select(side => (int)side)])]);
        var letterbox = Letterbox.Fit(new PixelSize(640, 640), new PixelSize(640, 640));
        var decoder = new TileDecoder(changeCard?.Invoke(card) ?? card, signature, changeOptions?.Invoke(options) ?? options, letterbox);
        var found = new List<Detection>();
        decoder.Decode(new ModelOutputs { First = new OutputView(rows, shape) }, 0, Tile, Tile.Rect, found);
        return found;
    }
}
