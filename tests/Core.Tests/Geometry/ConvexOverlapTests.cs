using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Geometry;

public sealed class ConvexOverlapTests
{
    private static readonly PixelPoint[] Unit = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)];

    [Fact]
    public void Area_SamePolygon_IsItsArea() => Assert.Equal(1, ConvexOverlap.Area(Unit, Unit), 12);

    [Theory]
    [InlineData(0.5, 0.5, 0.25)]
    [InlineData(1, 0, 0)]
    [InlineData(3, 3, 0)]
    [InlineData(0, 0.75, 0.25)]
    public void Area_ShiftedSquares_IsTheSharedRectangle(double dx, double dy, double expected)
    {
        var other = Unit.Select(p => new PixelPoint(p.X + dx, p.Y + dy)).ToArray();
        Assert.Equal(expected, ConvexOverlap.Area(Unit, other), 12);
    }

    [Fact]
    public void Area_SquareAndItselfTurnedBy45Degrees_IsAnOctagon()
    {
        var a = new OrientedBox(new PixelPoint(1e6, 1e6), 2, 2, 0);
        var b = a with { Angle = Math.PI / 4 };
        Assert.Equal(8 * (Math.Sqrt(2) - 1), ConvexOverlap.Area([.. a.Corners], [.. b.Corners]), 8);
    }

    [Fact]
    public void Area_RandomBoxes_AgreesWithNetTopologySuiteAndIsSymmetric()
    {
        const int seed = 20260101;
        var random = new Random(seed);
        var factory = new NetTopologySuite.Geometries.GeometryFactory();
        for (var i = 0; i < 2000; i++)
        {
            var a = RandomBox(random);
            var b = RandomBox(random);
            var area = ConvexOverlap.Area([.. a.Corners], [.. b.Corners]);
            var expected = Polygon(factory, a).Intersection(Polygon(factory, b)).Area;
            Assert.True(Math.Abs(expected - area) < 1e-6, $"seed {seed}, case {i}: {a} and {b}: {area}, expected {expected}");
            Assert.Equal(area, ConvexOverlap.Area([.. b.Corners], [.. a.Corners]));
        }
    }

    [Fact]
    public void Area_NotFinite_IsZero() =>
        Assert.Equal(0, ConvexOverlap.Area([new(0, 0), new(double.NaN, 0), new(1, 1)], Unit));

    [Fact]
    public void Area_TooManyCorners_IsRefused() => Assert.Throws<ArgumentException>(() => ConvexOverlap.Area(new PixelPoint[9], Unit));

    private static OrientedBox RandomBox(Random random) =>
        new(new(random.NextDouble() * 20, random.NextDouble() * 20), 0.5 + (random.NextDouble() * 15), 0.5 + (random.NextDouble() * 15), random.NextDouble() * 7);

    private static NetTopologySuite.Geometries.Polygon Polygon(NetTopologySuite.Geometries.GeometryFactory factory, OrientedBox box) =>
        factory.CreatePolygon([.. box.Corners.Append(box.Corners[0]).Select(p => new NetTopologySuite.Geometries.Coordinate(p.X, p.Y))]);
}
