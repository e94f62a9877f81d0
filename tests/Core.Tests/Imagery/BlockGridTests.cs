using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Tests.Imagery;

public sealed class BlockGridTests
{
    [Theory]
    [InlineData(512, 512, 512, 512)]
    [InlineData(256, 256, 512, 512)]
    [InlineData(100, 100, 500, 500)]
    [InlineData(20_000, 1, 20_000, 13)]
    [InlineData(1024, 1024, 1024, 1024)]
    [InlineData(8192, 8, 8192, 32)]
    public void WholeBlocks_TakesTinyBlocksTogether(int width, int height, int partWidth, int partHeight)
    {
        var grid = BlockGrid.WholeBlocks(new(20_000, 20_000), new(width, height));

        Assert.Equal(new PixelSize(partWidth, partHeight), grid.Part);
        Assert.False(grid.DividesBlocks);
    }

    [Fact]
    public void Parts_RandomGrids_CoverTheImageOnceAndCountItsBlocks()
    {
        const int seed = 3;
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var image = new PixelSize(random.Next(1, 3000), random.Next(1, 3000));
            var block = new PixelSize(random.Next(1, 3500), random.Next(1, 700));
            var whole = BlockGrid.WholeBlocks(image, block);
            var pieces = BlockGrid.Pieces(image, block, new(random.Next(100, 1000), random.Next(100, 1000)));
            foreach (var grid in new[] { whole, pieces })
            {
                var parts = Enumerable.Range(0, grid.Columns * grid.Rows).Select(grid.RectOf).ToList();
                Assert.True(parts.Sum(static p => p.Count) == image.Count && parts.TrueForAll(static p => !p.IsEmpty), $"seed {seed}, round {round}");
                Assert.True(
                    Enumerable.Range(0, parts.Count).All(i => grid.FileBlocksIn(i).Count() == grid.FileBlocksUnder(i) && grid.FileBlocksIn(i).Sum(static r => r.Count) == parts[i].Count),
                    $"seed {seed}, round {round}");
            }

            Assert.True(Enumerable.Range(0, whole.Columns * whole.Rows).Sum(i => (long)whole.FileBlocksUnder(i)) == whole.FileBlocks, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Under_Rect_AreThePartsThatHoldIt()
    {
        var grid = BlockGrid.WholeBlocks(new(2000, 2000), new(512, 512));

        Assert.Equal(new PixelRect(0, 0, 1, 1), grid.Under(new(0, 0, 512, 512)));
        Assert.Equal(new PixelRect(0, 1, 2, 3), grid.Under(new(511, 512, 2, 1400)));
    }
}
