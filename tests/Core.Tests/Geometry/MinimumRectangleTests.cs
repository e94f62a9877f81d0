using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Geometry;

public class MinimumRectangleTests
{
    [Fact]
    public void Around_CornersOfATurnedRectangle_IsThatRectangle()
    {
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var box = new OrientedBox(
                new(random.NextDouble() * 1000, random.NextDouble() * 1000), 10 + (random.NextDouble() * 50), 5 + random.NextDouble(), random.NextDouble() * 6);
            var found = MinimumRectangle.Around([.. box.Corners], box with { Angle = box.Angle + 0.1 });
            Assert.Equal(box.Centre.X, found.Centre.X, 6);
            Assert.Equal(box.Centre.Y, found.Centre.Y, 6);
            Assert.Equal(box.Width, found.Width, 6);
            Assert.Equal(box.Height, found.Height, 6);
            Assert.Equal(box.Angle, found.Angle, 6);
        }
    }

    [Fact]
    public void Around_RandomPoints_HoldsThemAndIsNotLargerThanTheirBounds()
    {
        var random = new Random(4);
        for (var i = 0; i < 100; i++)
        {
            var points = PolygonOverlapTests.Star(random);
            var found = MinimumRectangle.Around([.. points], new OrientedBox(default, 1, 1, 0));
            Assert.True(PolygonOverlap.FarthestOutside(points, [.. found.Corners]) < 1e-6, $"set {i} of seed 4");
            Assert.True(found.Area <= new PixelPolygon(points).Bounds.Area * (1 + 1e-9), $"set {i} of seed 4");
        }
    }

    [Fact]
    public void Around_OnePoint_HasNoArea() => Assert.Equal(0, MinimumRectangle.Around([new(3, 4)], new OrientedBox(default, 1, 1, 0)).Area);
}
