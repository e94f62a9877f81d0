using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Geometry;

public sealed class LeastRectangleTests
{
    [Fact]
    public void Around_PointsInATurnedRectangle_FindsIt()
    {
        const int seed = 3;
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var (sin, cos) = Math.SinCos(random.NextDouble() * Math.PI);
            (double X, double Y)[] upright = [.. Enumerable.Range(0, 20).Select(_ => (random.NextDouble() * 30, random.NextDouble() * 7)), (0, 0), (30, 0), (30, 7), (0, 7)];
            var points = Array.ConvertAll(upright, p => ((p.X * cos) - (p.Y * sin), (p.X * sin) + (p.Y * cos)));

            var (length, width, x, y) = LeastRectangle.Around(points);

            Assert.True(Math.Abs(length - 30) < 1e-9 && Math.Abs(width - 7) < 1e-9, $"seed {seed}, round {round}: {length} × {width}");
            Assert.Equal(1, Math.Abs((x * cos) + (y * sin)), 1e-9);
        }
    }

    [Fact]
    public void Around_PointsOnALine_HasNoWidth()
    {
        var (length, width, _, _) = LeastRectangle.Around([(0, 0), (3, 4), (6, 8), (3, 4)]);

        Assert.Equal(10, length, 1e-12);
        Assert.Equal(0, width, 1e-12);
    }
}
