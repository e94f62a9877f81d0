using RedKube.Adapters.Gdal.Tiles;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

public sealed class TileReadTests
{
    [Theory]
    [InlineData(200_000, 200_000, 256, 256, 0)]
    [InlineData(200_000, 200_000, 4096, 4096, 0)]
    [InlineData(100_000, 100_000, 100_000, 1, 0)]
    [InlineData(3_000, 2_000, 256, 256, 0)]
    [InlineData(200_000, 200_000, 256, 256, 5)]
    public void Reduced_OfAWholeImage_CostsFewBlocksUnlessThereAreOverviews(int width, int height, int blockWidth, int blockHeight, int overviews)
    {
        var info = Info(width, height, blockWidth, blockHeight, overviews);
        var reduced = TilePixelsReader.Reduced(info, new PixelRect(0, 0, width, height), 320);
        var blocks = (long)Math.Min(reduced.Width, (width / blockWidth) + 1) * Math.Min(reduced.Height, (height / blockHeight) + 1);

        if (overviews > 0)
        {
            Assert.Equal(new PixelSize(320, 320), reduced);
        }
        else
        {
            Assert.InRange(blocks, 1, 1024);
            Assert.InRange(blocks * blockWidth * blockHeight, 1, 300L << 20);
        }
    }

    private static ImageInfo Info(int width, int height, int blockWidth, int blockHeight, int overviews) => new()
    {
        Name = "a.tif",
        Format = "GTiff",
        Size = new PixelSize(width, height),
        Bands = [new BandInfo(1, "gray", "Byte", null)],
        SampleType = SampleType.Byte,
        Block = new PixelSize(blockWidth, blockHeight),
        ContentVersion = "1",
        Overviews = overviews,
    };
}
