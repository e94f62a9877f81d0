using NetTopologySuite.Geometries;
using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Geometry;

public class PolygonOverlapTests
{
    private static readonly PixelPoint[] Square = [new(0, 0), new(4, 0), new(4, 4), new(0, 4)];

    // A U, open at the top: its arms are [0, 1] and [3, 4], its foot is [3, 4] in y.
    private static readonly PixelPoint[] Concave = [new(0, 0), new(1, 0), new(1, 3), new(3, 3), new(3, 0), new(4, 0), new(4, 4), new(0, 4)];

    [Fact]
    public void Area_ConcaveInSquare_IsItsOwn() => Assert.Equal(10, new PolygonOverlap().Area(Concave, Square), 12);

    [Fact]
    public void Area_EqualPolygonsThatShareAllEdges_IsTheirs() => Assert.Equal(10, new PolygonOverlap().Area(Concave, Concave), 12);

    [Fact]
    public void Area_PolygonsThatShareAnEdgeOnly_IsZero()
    {
        var beside = Array.ConvertAll(Concave, p => new PixelPoint(p.X + 4, p.Y));
        Assert.Equal(0, new PolygonOverlap().Area(Concave, beside), 12);
    }

    [Fact]
    public void Area_RandomPolygons_AgreesWithNetTopologySuite()
    {
        var random = new Random(5);
        var overlap = new PolygonOverlap();
        for (var i = 0; i < 300; i++)
        {
            var (a, b) = (Star(random), Star(random));
            var expected = ToPolygon(a).Intersection(ToPolygon(b)).Area;
            Assert.True(Math.Abs(expected - overlap.Area(a, b)) < 1e-6, $"polygon {i} of seed 5: {expected} and {overlap.Area(a, b)}");
            Assert.Equal(overlap.Area(a, b), overlap.Area(b, a), 9);
        }
    }

    [Fact]
    public void Clip_RandomPolygons_KeepsTheAreaInside()
    {
        var random = new Random(6);
        var (overlap, kept) = (new PolygonOverlap(), new PixelPoint[4]);
        for (var i = 0; i < 300; i++)
        {
            var ring = Star(random);
            var box = new PixelBox(random.Next(30), random.Next(30), 30 + random.Next(40), 30 + random.Next(40));
            var expected = overlap.Area(ring, [new(box.XMin, box.YMin), new(box.XMax, box.YMin), new(box.XMax, box.YMax), new(box.XMin, box.YMax)]);
            var clipped = overlap.Clip(ring, box, ref kept);
            Assert.Equal(expected, clipped.Length < 3 ? 0 : PolygonOverlap.AreaOf(clipped), 6);
        }
    }

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(7, 4, 3)]
    [InlineData(7, 8, 5)]
    public void FarthestOutside_Point_IsItsDistance(double x, double y, double expected) =>
        Assert.Equal(expected, PolygonOverlap.FarthestOutside([new(x, y)], Square), 12);

    internal static PixelPoint[] Star(Random random)
    {
        var ring = new PixelPoint[random.Next(9, 40)];
        double cx = 20 + (random.NextDouble() * 30), cy = 20 + (random.NextDouble() * 30);
        for (var i = 0; i < ring.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / ring.Length);
            var radius = 5 + (random.NextDouble() * 20);
            ring[i] = new PixelPoint(cx + (radius * cos), cy + (radius * sin));
        }

        return ring;
    }

    private static Polygon ToPolygon(PixelPoint[] ring) =>
        new(new LinearRing([.. ring.Append(ring[0]).Select(p => new Coordinate(p.X, p.Y))]));
}
