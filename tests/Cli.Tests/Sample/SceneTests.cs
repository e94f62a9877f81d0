using RedKube.Cli.Sample;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Cli.Tests.Sample;

public sealed class SceneTests
{
    private static readonly SceneOptions Options = new() { Width = 1024, Height = 768, Seed = 4 };

    [Theory]
    [InlineData(0, 0, 512, 512)]
    [InlineData(512, 256, 512, 512)]
    [InlineData(3, 5, 130, 41)]
    [InlineData(1015, 767, 9, 1)]
    public void Render_BlockByItself_EqualsPartOfWhole(int x, int y, int width, int height)
    {
        var scene = new Scene(Options);
        var whole = Render(scene, new PixelRect(0, 0, 1024, 768));
        var block = Render(new Scene(Options), new PixelRect(x, y, width, height));
        for (var row = 0; row < height; row++)
        {
            Assert.Equal(whole.AsSpan(((((y + row) * 1024) + x) * 3), width * 3), block.AsSpan(row * width * 3, width * 3));
        }
    }

    [Fact]
    public void Render_OtherSeed_GivesOtherPixels()
    {
        var rect = new PixelRect(0, 0, 64, 64);
        Assert.NotEqual(Render(new Scene(Options), rect), Render(new Scene(Options with { Seed = 5 }), rect));
    }

    [Fact]
    public void Render_SixteenBits_CountsTheSameLight()
    {
        var rect = new PixelRect(100, 100, 256, 256);
        var eight = Render(new Scene(Options), rect);
        var sixteen = new ushort[eight.Length];
        new Scene(Options with { Bits = 16 }).Render(rect, sixteen);
        for (var i = 0; i < eight.Length; i++)
        {
            if (eight[i] is > 1 and < 255)
            {
                Assert.InRange((sixteen[i] - 160) / 12.0, eight[i] - 0.6, eight[i] + 0.6);
            }
        }
    }

    [Fact]
    public void Objects_OfAScene_LieInItAndApart()
    {
        var objects = new Scene(Options with { Width = 4096, Height = 4096 }).Objects().ToArray();
        foreach (var kind in (string[])["ship", "aircraft", "tank"])
        {
            Assert.True(objects.Count(o => o.ClassName == kind) >= 40, $"too few of {kind}");
        }

        Assert.All(objects, o =>
        {
            Assert.True(o.Box.XMin >= 0 && o.Box.YMin >= 0 && o.Box.XMax <= 4096 && o.Box.YMax <= 4096);
            Assert.InRange(o.Visibility, 0, 1);
            Assert.Equal(o.Visibility < 0.5, o.IsDifficult);
            Assert.All(o.Outline, p => Assert.True(p.X >= o.Box.XMin - 0.01 && p.X <= o.Box.XMax + 0.01 && p.Y >= o.Box.YMin - 0.01 && p.Y <= o.Box.YMax + 0.01));
        });
        for (var i = 0; i < objects.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (objects[i].Box, objects[j].Box);
                var shared = a.IntersectionArea(b);
                Assert.True(objects[i].ClassName != objects[j].ClassName || shared <= 0.251 * (a.Area + b.Area - shared), $"{a} and {b} overlap");
            }
        }
    }

    [Fact]
    public void Objects_WhollyInside_HaveTheSizesOfTheirClass()
    {
        var objects = new Scene(Options with { Width = 4096, Height = 4096 }).Objects()
            .Where(o => o.Box.XMin > 0 && o.Box.YMin > 0 && o.Box.XMax < 4096 && o.Box.YMax < 4096);
        Assert.All(objects, o =>
        {
            var longest = Math.Max(o.Box.Width, o.Box.Height);
            var (low, high) = o.ClassName switch
            {
                "ship" => (20 * Math.Sqrt(0.5), 90.01),
                "aircraft" => (30 * Math.Sqrt(0.5), 90.0),
                _ => (14.0, 50.3),
            };
            Assert.InRange(longest, low - 0.01, high);
        });
    }

    [Fact]
    public void Objects_CutByTheEdge_KeepTheBoxOfWhatIsInside()
    {
        // The same world seen through a smaller image: its right edge cuts what the larger one shows whole.
        var whole = new Scene(Options with { Width = 4096 }).Objects().ToArray();
        var cut = new Scene(Options with { Width = 2000 }).Objects().ToArray();
        var atEdge = whole.Where(o => o.Box.XMin < 1996 && o.Box.XMax > 2004 && o.Box.YMin > 0 && o.Box.YMax < 768).ToArray();
        Assert.NotEmpty(atEdge);
        Assert.All(atEdge, o =>
        {
            var part = Assert.Single(cut, c => c.ClassName == o.ClassName && Math.Abs(c.Box.XMin - o.Box.XMin) < 0.01 && c.Box.YMin >= o.Box.YMin - 0.01 && c.Box.YMax <= o.Box.YMax + 0.01);
            Assert.Equal(2000, part.Box.XMax, 1e-9);
            Assert.True(part.Visibility < 1);
        });
    }

    [Fact]
    public void IsPopulated_SparseScene_HoldsObjectsInPopulatedSectorsOnly()
    {
        var scene = new Scene(Options with { Width = 60_000, Height = 20_000, Sparse = true });
        var sectors = Enumerable.Range(0, 30 * 10).Select(i => new PixelRect(i % 30 * Scene.Sector, i / 30 * Scene.Sector, Scene.Sector, Scene.Sector)).ToArray();
        var populated = sectors.Where(scene.IsPopulated).ToArray();
        Assert.InRange(populated.Length, 2, 40);
        Assert.Contains(sectors[0], populated);
        var count = 0;
        foreach (var found in scene.Objects())
        {
            count++;
            var (x, y) = (found.Box.Centre.X, found.Box.Centre.Y);
            Assert.Contains(populated, s => x >= s.X && x < s.Right && y >= s.Y && y < s.Bottom);
        }

        Assert.True(count > 100, $"found {count}");
    }

    [Fact]
    public void New_OptionsOutOfRange_NamesEveryFault()
    {
        var fault = Assert.Throws<RedKubeException>(() => new Scene(new SceneOptions { Width = 0, Height = -3, Seed = 1, Bits = 12 }));
        Assert.Equal(ErrorCode.OptionOutOfRange, fault.Code);
        Assert.Contains("width is 0", fault.Message, StringComparison.Ordinal);
        Assert.Contains("height is -3", fault.Message, StringComparison.Ordinal);
        Assert.Contains("bits is 12", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Render(Scene scene, PixelRect rect)
    {
        var samples = new byte[rect.Count * 3];
        scene.Render(rect, samples);
        return samples;
    }
}
