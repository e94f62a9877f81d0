using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Planning;

public sealed class TileGridTests
{
    [Fact]
    public void TileAxis_TenThousandRandomSizes_CoversEveryPixelAndEndsAtTheEdge()
    {
        const int seed = 20_260_101;
        var random = new Random(seed);
        for (var round = 0; round < 10_000; round++)
        {
            var tile = random.Next(1, 1 << random.Next(1, 12));
            var axis = new TileAxis(random.Next(1, tile * random.Next(2, 200)), tile, random.Next(0, Math.Max(1, tile - (tile / 8))));
            var what = $"seed {seed}, round {round}: {axis}";
            Assert.True(axis.Start(0) == 0, what);
            for (var i = 1; i < axis.Count; i++)
            {
                var shared = axis.Start(i - 1) + tile - axis.Start(i);
                Assert.True(shared >= axis.Overlap && axis.Start(i) > axis.Start(i - 1), what);
            }

            var end = axis.Start(axis.Count - 1) + tile;
            Assert.True(axis.Length <= tile ? axis.Count == 1 : end == axis.Length, what);
        }
    }

    [Fact]
    public void TileAxis_Count_IsTheFewestThatKeepTheOverlap()
    {
        const int seed = 7;
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var tile = random.Next(2, 300);
            var axis = new TileAxis(random.Next(1, 5000), tile, random.Next(0, tile));
            var fewer = axis.Count - 1;
            Assert.True(fewer == 0 || ((long)fewer * tile) - ((fewer - 1L) * axis.Overlap) < axis.Length, $"seed {seed}, round {round}: {axis}");
        }
    }

    [Fact]
    public void TileAxis_Touching_IsWhatAsksEveryTile()
    {
        const int seed = 11;
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var tile = random.Next(1, 100);
            var axis = new TileAxis(random.Next(1, 2000), tile, random.Next(0, tile));
            var from = random.Next(-50, axis.Length + 50);
            var to = from + random.Next(1, 300);
            var expected = Enumerable.Range(0, axis.Count).Where(i => axis.Start(i) < to && axis.Start(i) + tile > from).ToArray();
            var (first, last) = axis.Touching(from, to);
            Assert.True(
                expected.Length == 0 ? first > last : (first, last) == (expected[0], expected[^1]), $"seed {seed}, round {round}: {axis} [{from}, {to}): {first}–{last}");
        }
    }

    [Fact]
    public void TileAxis_HugeImage_DoesNotOverflow()
    {
        var axis = new TileAxis(int.MaxValue, 256, 51);

        Assert.Equal(int.MaxValue - 256, axis.Start(axis.Count - 1));
    }

    [Fact]
    public void RegionLayout_RandomGrids_DealsEveryTileOnce()
    {
        const int seed = 5;
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var tile = random.Next(8, 200);
            var grid = new TileGrid(new(random.Next(1, 3000), random.Next(1, 3000)), new(tile, tile), new(tile / 5, tile / 4));
            var layout = new RegionLayout(grid, random.Next(256, 2000), new(random.Next(1, 4000), random.Next(1, 500)), random.Next(1, 10_000_000));
            var seen = new HashSet<long>();
            for (var i = 0; i < layout.Count; i++)
            {
                var region = layout.At(i);
                Assert.Equal(i, region.Index);
                for (var row = 0; row < region.Rows; row++)
                {
                    for (var column = 0; column < region.Columns; column++)
                    {
                        Assert.True(seen.Add(grid.At(region.FirstColumn + column, region.FirstRow + row).Index), $"seed {seed}, round {round}");
                    }
                }
            }

            Assert.True(seen.Count == grid.Count, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void RegionLayout_Touching_IsWhatAsksEveryRegion()
    {
        const int seed = 9;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var grid = new TileGrid(new(random.Next(50, 2000), random.Next(50, 2000)), new(64, 64), new(13, 13));
            var layout = new RegionLayout(grid, 300, new(64, 64));
            int x = random.Next(grid.Image.Width), y = random.Next(grid.Image.Height);
            var rect = new PixelRect(x, y, random.Next(1, grid.Image.Width - x + 1), random.Next(1, grid.Image.Height - y + 1));
            var expected = Enumerable.Range(0, layout.Count).Where(i => !layout.At(i).Rect(grid).Intersect(rect).IsEmpty).ToHashSet();
            var under = layout.Touching(rect);
            var found = Enumerable.Range(under.Y, under.Height).SelectMany(r => Enumerable.Range(under.X, under.Width).Select(c => (r * layout.Columns) + c)).ToHashSet();
            Assert.True(expected.SetEquals(found), $"seed {seed}, round {round}");
        }
    }
}
