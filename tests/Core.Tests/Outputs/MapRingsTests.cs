using RedKube.Core.Geometry;
using RedKube.Core.Outputs;

namespace RedKube.Core.Tests.Outputs;

public sealed class MapRingsTests
{
    [Fact]
    public void OnMap_RandomRingsNearTheAntimeridian_AreCutWithoutLosingArea()
    {
        const int seed = 23;
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var (lon, lat, size) = (176 + (random.NextDouble() * 8), (random.NextDouble() * 120) - 60, 0.001 + (random.NextDouble() * 5));
            var corners = random.Next(3, 12);
            var ring = Enumerable.Range(0, corners).Select(i =>
            {
                // A star about its middle: simple, often concave, in either direction and on either side of ±180.
                var angle = 2 * Math.PI * i / corners * (round % 2 == 0 ? 1 : -1);
                var radius = size * (0.2 + random.NextDouble());
                return new LonLat(Math.IEEERemainder(lon + (radius * Math.Cos(angle)), 360), lat + (radius * Math.Sin(angle)));
            }).ToArray();

            var parts = MapRings.OnMap(ring);

            var why = $"seed {seed}, round {round}";
            Assert.True(parts.All(static p => p.All(static c => c.Lon is >= -180 and <= 180)), why);
            Assert.True(parts.All(static p => Planar(p) > 0), why);
            Assert.True(parts.All(static p => p.Max(static c => c.Lon) - p.Min(static c => c.Lon) < 180), why);
            var whole = Math.Abs(Planar([.. ring.Select(p => p with { Lon = lon + Math.IEEERemainder(p.Lon - lon, 360) })]));
            Assert.True(Math.Abs(whole - parts.Sum(static p => Planar(p))) < 1e-9 * (1 + whole), why);
        }
    }

    [Fact]
    public void OnMap_RingAwayFromTheAntimeridian_KeepsItsCornersAndTurnsCounterclockwise()
    {
        LonLat[] clockwise = [new(10, 50), new(11, 50), new(11, 49), new(10, 49)];

        var parts = MapRings.OnMap(clockwise);

        Assert.Equal([new(10, 50), new(10, 49), new(11, 49), new(11, 50)], Assert.Single(parts));
        Assert.Equal([new(10, 50), new(11, 50), new(11, 49), new(10, 49)], clockwise);
    }

    [Fact]
    public void OnMap_LongitudesBeyondATurn_ComeBack()
    {
        var part = Assert.Single(MapRings.OnMap([new(370, 0), new(371, 0), new(371, 1)]));

        Assert.Equal([new(10, 0), new(11, 0), new(11, 1)], part);
    }

    [Theory]
    [InlineData(180.0)]
    [InlineData(-180.0)]
    public void OnMap_RingThatTouchesTheAntimeridian_IsNotCut(double edge)
    {
        var inner = edge - Math.Sign(edge);

        var part = Assert.Single(MapRings.OnMap([new(inner, 0), new(edge, 0), new(edge, 1), new(inner, 1)]));

        Assert.Equal(1, Math.Abs(Planar(part)), 1e-12);
    }

    [Theory]
    [InlineData(89)]
    [InlineData(-89)]
    public void OnMap_RingAroundAPole_ReachesIt(double lat)
    {
        var ring = Enumerable.Range(0, 12).Select(i => new LonLat(Math.IEEERemainder(5 + (30 * i), 360), lat)).ToArray();

        var parts = MapRings.OnMap(ring);

        Assert.Equal(2, parts.Count);
        Assert.All(parts, static p => Assert.True(p.All(static c => c.Lon is >= -180 and <= 180) && Planar(p) > 0));
        Assert.Equal(360, parts.Sum(static p => Planar(p)), 1e-6);
        Assert.Equal(90, parts.SelectMany(static p => p).Max(static c => Math.Abs(c.Lat)));
    }

    private static double Planar(LonLat[] ring) =>
        Enumerable.Range(1, ring.Length - 2).Sum(i =>
            ((ring[i].Lon - ring[0].Lon) * (ring[i + 1].Lat - ring[0].Lat)) - ((ring[i + 1].Lon - ring[0].Lon) * (ring[i].Lat - ring[0].Lat))) / 2;
}
