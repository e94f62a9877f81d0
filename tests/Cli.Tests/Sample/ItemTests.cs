using RedKube.Cli.Sample;
using RedKube.Core.Geometry;

namespace RedKube.Cli.Tests.Sample;

public sealed class ItemTests
{
    private static readonly SceneLook Look = SceneLook.Of(1);
    private static readonly Texture Grain = Texture.Ground(1);

    public static TheoryData<string, int> Kinds()
    {
        var data = new TheoryData<string, int>();
        for (var seed = 0; seed < 8; seed++)
        {
            data.Add("ship", seed);
            data.Add("aircraft", seed);
            data.Add("tank", seed);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Box_OfAnItem_IsTightAroundWhatIsDrawn(string kind, int seed)
    {
        var item = Make(kind, seed);
        using var canvas = new Canvas(new PixelRect(0, 0, 256, 256));
        Array.Clear(canvas.Red);
        var painter = new PartPainter(canvas, Grain);
        foreach (var part in item.Parts.Where(p => p.Layer == PartLayer.Body))
        {
            painter.Paint(part);
        }

        double x0 = 256, y0 = 256, x1 = 0, y1 = 0;
        for (var y = 0; y < 256; y++)
        {
            for (var x = 0; x < 256; x++)
            {
                if (canvas.Red[(y * canvas.Stride) + x] > 1)
                {
                    (x0, y0, x1, y1) = (Math.Min(x0, x), Math.Min(y0, y), Math.Max(x1, x + 1), Math.Max(y1, y + 1));
                }
            }
        }

        // Edges fade over little more than a pixel, and a sharp tip thinner than one hardly shows.
        Assert.InRange(item.Box.XMin, x0 - 2.5, x0 + 1.5);
        Assert.InRange(item.Box.YMin, y0 - 2.5, y0 + 1.5);
        Assert.InRange(item.Box.XMax, x1 - 1.5, x1 + 2.5);
        Assert.InRange(item.Box.YMax, y1 - 1.5, y1 + 2.5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Outline_OfAnItem_HasTheBoxOfTheItem(string kind, int seed)
    {
        var item = Make(kind, seed);
        var outline = WorldBox.Around([.. item.Outline]);
        Assert.Equal(item.Box.XMin, outline.XMin, 0.35);
        Assert.Equal(item.Box.YMin, outline.YMin, 0.35);
        Assert.Equal(item.Box.XMax, outline.XMax, 0.35);
        Assert.Equal(item.Box.YMax, outline.YMax, 0.35);
    }

    [Fact]
    public void Overlaps_RectanglesAtAnAngle_AreToldApartByTheirOwnAxes()
    {
        // Two ships side by side at 45 degrees: their boxes overlap, they themselves do not.
        var random = new SceneRandom(1, 1);
        var first = Ships.Make(Look, ref random, new ScenePoint(100, 100), Math.PI / 4, 60, false);
        var beside = Ships.Make(Look, ref random, new ScenePoint(118, 82), Math.PI / 4, 60, false);
        var across = Ships.Make(Look, ref random, new ScenePoint(110, 100), -Math.PI / 4, 60, false);
        Assert.True(first.Box.Touches(beside.Box));
        Assert.False(first.Overlaps(beside));
        Assert.True(first.Overlaps(across));
    }

    private static Item Make(string kind, int seed)
    {
        var random = new SceneRandom(seed, 99);
        var place = new ScenePoint(128 + random.Unit(), 128 + random.Unit());
        var heading = random.Range(0, Math.Tau);
        return kind switch
        {
            "ship" => Ships.Make(Look, ref random, place, heading, random.Range(20, 90), false),
            "aircraft" => AircraftShapes.Make(Look, ref random, place, heading, random.Range(30, 70)),
            _ => Tanks.Make(Look, ref random, place, random.Range(7, 25), null),
        };
    }
}
