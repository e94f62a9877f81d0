using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

public sealed class RasterWriterTests
{
    [Theory]
    [InlineData(RasterCompression.None)]
    [InlineData(RasterCompression.Deflate)]
    [InlineData(RasterCompression.Lzw)]
    [InlineData(RasterCompression.Zstd)]
    public void Write_Blocks_GivesTheSameSamplesAndPlaceBack(RasterCompression compression)
    {
        using var folder = new TempFolder();
        var path = folder.At("a.tif");
        var options = new RasterWriteOptions
        {
            Size = new(1000, 700), SampleType = SampleType.UInt16, Compression = compression, GeoTransform = GeoTransform.NorthUp(500000, 4600000, 0.5),
            EpsgCode = 32633, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["TIFFTAG_DATETIME"] = "2024:05:06 07:08:09" },
        };
        using (var writer = RasterWriter.Create(path, options))
        {
            foreach (var rect in Blocks(options))
            {
                writer.Write(rect, Samples(rect));
            }

            writer.Complete();
        }

        using var dataset = GdalApi.Open(path, Access.GA_ReadOnly);
        dataset.GetRasterBand(2).GetBlockSize(out var width, out var height);
        Assert.Equal((512, 512), (width, height));
        Assert.Equal("32633", dataset.GetSpatialRef().GetAuthorityCode(null));
        var transform = new double[6];
        dataset.GetGeoTransform(transform);
        Assert.Equal([500000, 0.5, 0, 4600000, 0, -0.5], transform);
        Assert.Equal("2024:05:06 07:08:09", dataset.GetMetadataItem("TIFFTAG_DATETIME", ""));
        var value = new int[1];
        dataset.GetRasterBand(3).ReadRaster(999, 699, 1, 1, value, 1, 1, 0, 0);
        Assert.Equal(Value(999, 699, 2), value[0]);
        Assert.Empty(Directory.GetFiles(folder.Root, "*.part*"));
    }

    [Fact]
    public void Write_SparseHugeImage_TakesLittleSpace()
    {
        using var folder = new TempFolder();
        var path = folder.At("huge.tif");
        using (var writer = RasterWriter.Create(path, new RasterWriteOptions { Size = new(100_000, 100_000), Sparse = true }))
        {
            writer.Write(new PixelRect(51200, 51200, 512, 512), new byte[512 * 512 * 3]);
            writer.Complete();
        }

        Assert.InRange(new FileInfo(path).Length, 1, 2_000_000);
    }

    [Fact]
    public void Write_JpegOfThreeBands_StaysClose()
    {
        using var folder = new TempFolder();
        var path = folder.At("j.tif");
        using (var writer = RasterWriter.Create(path, new RasterWriteOptions { Size = new(512, 512), Compression = RasterCompression.Jpeg }))
        {
            var samples = new byte[512 * 512 * 3];
            Array.Fill(samples, (byte)100);
            writer.Write(new PixelRect(0, 0, 512, 512), samples);
            writer.Complete();
        }

        using var dataset = GdalApi.Open(path, Access.GA_ReadOnly);
        var value = new int[1];
        dataset.GetRasterBand(1).ReadRaster(200, 200, 1, 1, value, 1, 1, 0, 0);
        Assert.InRange(value[0], 98, 102);
    }

    [Fact]
    public void Create_JpegOf16Bits_IsRefused()
    {
        using var folder = new TempFolder();
        var options = new RasterWriteOptions { Size = new(16, 16), SampleType = SampleType.UInt16, Compression = RasterCompression.Jpeg };
        Assert.Equal(ErrorCode.OptionsConflict, Assert.Throws<RedKubeException>(() => RasterWriter.Create(folder.At("x.tif"), options)).Code);
    }

    [Fact]
    public void Create_FolderNotThere_SaysSo()
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<RedKubeException>(() => RasterWriter.Create(folder.At("no/x.tif"), new RasterWriteOptions { Size = new(16, 16) }));
        Assert.Equal(ErrorCode.OutputNotWritable, error.Code);
    }

    [Fact]
    public void Dispose_NotCompleted_LeavesNothing()
    {
        using var folder = new TempFolder();
        using (RasterWriter.Create(folder.At("x.tif"), new RasterWriteOptions { Size = new(16, 16) }))
        {
            Assert.NotEmpty(Directory.GetFiles(folder.Root));
        }

        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    private static IEnumerable<PixelRect> Blocks(RasterWriteOptions options)
    {
        for (var y = 0; y < options.Size.Height; y += options.BlockPixels)
        {
            for (var x = 0; x < options.Size.Width; x += options.BlockPixels)
            {
                yield return new PixelRect(x, y, options.BlockPixels, options.BlockPixels).Intersect(new PixelRect(0, 0, options.Size.Width, options.Size.Height));
            }
        }
    }

    private static ushort[] Samples(PixelRect rect)
    {
        var samples = new ushort[rect.Count * 3];
        for (var i = 0; i < samples.Length; i++)
        {
            var pixel = i / 3;
            samples[i] = Value(rect.X + (pixel % rect.Width), rect.Y + (pixel / rect.Width), i % 3);
        }

        return samples;
    }

    private static ushort Value(int x, int y, int band) => (ushort)((x * 7) + (y * 13) + (band * 1000));
}
