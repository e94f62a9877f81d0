using OSGeo.GDAL;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

public sealed class GdalRasterReaderTests
{
    [Theory]
    [InlineData(DataType.GDT_Byte, SampleType.Byte)]
    [InlineData(DataType.GDT_UInt16, SampleType.UInt16)]
    [InlineData(DataType.GDT_Int16, SampleType.Int16)]
    [InlineData(DataType.GDT_UInt32, SampleType.Float32)]
    [InlineData(DataType.GDT_Int32, SampleType.Float32)]
    [InlineData(DataType.GDT_Float32, SampleType.Float32)]
    [InlineData(DataType.GDT_Float64, SampleType.Float32)]
    public void Read_EachSampleType_GivesTheFilesValues(DataType stored, SampleType read)
    {
        using var folder = new TempFolder();
        using var reader = Images.Open(Images.Make(folder, "a.tif", 100, 70, 3, stored, options: ["TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32"]));
        Assert.Equal(read, reader.Info.SampleType);
        using var block = Images.Read(reader, new PixelRect(10, 20, 55, 40));
        AssertValues(block, [0, 1, 2]);
    }

    [Theory]
    [InlineData("GTiff", "a.tif", "COMPRESS=DEFLATE")]
    [InlineData("GTiff", "b.tif", "BIGTIFF=YES")]
    [InlineData("GTiff", "bands.tif", "INTERLEAVE=BAND")]
    [InlineData("COG", "cog.tif", "COMPRESS=LZW")]
    [InlineData("NITF", "a.ntf", "IC=NC")]
    [InlineData("JP2OpenJPEG", "a.jp2", "REVERSIBLE=YES", "QUALITY=100", "YCBCR420=NO")]
    [InlineData("PNG", "a.png")]
    [InlineData("VRT", "a.vrt")]
    [InlineData("GTiff", "with spaces and ünïcode 図.tif")]
    public void Read_EachFormat_GivesTheFilesValues(string driver, string name, params string[] options)
    {
        using var folder = new TempFolder();
        var original = Images.Make(folder, "original.tif", 300, 200, 3);
        using var reader = Images.Open(Images.Copy(folder, original, name, driver, options));
        using var block = Images.Read(reader, new PixelRect(100, 50, 150, 100));
        AssertValues(block, [0, 1, 2]);
    }

    [Fact]
    public void Read_RelativePath_IsFound()
    {
        using var folder = new TempFolder();
        var path = Images.Make(folder, "a.tif", 30, 20, 1);
        using var reader = Images.Open(Path.GetRelativePath(Environment.CurrentDirectory, path));
        using var block = Images.Read(reader);
        AssertValues(block, [0]);
    }

    [Fact]
    public void Read_ChosenBands_ComeInTheirOrder()
    {
        using var folder = new TempFolder();
        using var reader = Images.Open(Images.Make(folder, "a.tif", 60, 40, 4), new RasterReadOptions { Bands = [3, 1, 3] });
        Assert.Equal([3, 1, 3], reader.Bands);
        using var block = Images.Read(reader);
        AssertValues(block, [2, 0, 2]);
    }

    [Fact]
    public void Read_SignedBytes_KeepTheirSign()
    {
        using var folder = new TempFolder();
        var path = folder.At("s.tif");
        GdalRuntime.Initialise();
        using (var dataset = GdalApi.GetDriverByName("GTiff").Create(path, 2, 1, 1, DataType.GDT_Byte, ["PIXELTYPE=SIGNEDBYTE"]))
        {
            dataset.GetRasterBand(1).WriteRaster(0, 0, 2, 1, new byte[] { 5, 251 }, 2, 1, 0, 0);
        }

        using var reader = Images.Open(path);
        Assert.Equal("Int8", reader.Info.Bands[0].FileType);
        using var block = Images.Read(reader);
        Assert.Equal([5f, -5f], block.Row<float>(0, 0).ToArray());
    }

    [Fact]
    public void Read_Palette_GivesColoursAndMissing()
    {
        using var folder = new TempFolder();
        var path = Images.Make(folder, "p.tif", 16, 1, 1, then: static d =>
        {
            using var table = new ColorTable(PaletteInterp.GPI_RGB);
            for (short i = 0; i < 127; i++)
            {
                table.SetColorEntry(i, new ColorEntry { c1 = (short)(i + 1), c2 = (short)(i * 2), c3 = 7, c4 = 255 });
            }

            d.GetRasterBand(1).SetColorTable(table);
            d.GetRasterBand(1).SetNoDataValue(6);
        });
        using var reader = Images.Open(path, new RasterReadOptions { Bands = [2, 1, 3] });
        Assert.Equal("red green blue", string.Join(" ", reader.Info.Bands.Select(static b => b.Colour)));
        Assert.True(reader.HasMask);
        using var block = Images.Read(reader);
        for (var x = 0; x < 16; x++)
        {
            var index = Images.Value(x, 0, 0);
            Assert.Equal([index * 2, index + 1, 7], [block.Row<byte>(0, 0)[x], block.Row<byte>(1, 0)[x], block.Row<byte>(2, 0)[x]]);
            Assert.Equal(index == 6 ? 0 : 255, block.MaskRow(0)[x]);
        }
    }

    [Fact]
    public void Read_SeveralTimes_AllocatesNothing()
    {
        using var folder = new TempFolder();
        var path = Images.Make(folder, "a.tif", 512, 512, 4, options: ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE", "PHOTOMETRIC=MINISBLACK", "ALPHA=NO"]);
        using var reader = Images.Open(path, new RasterReadOptions { Bands = [1, 2, 3] });
        Assert.False(reader.HasMask);
        using var block = new PixelBlock(new PixelRect(0, 0, 128, 128), 3, SampleType.Byte, hasMask: false);
        reader.Read(block);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 16; i++)
        {
            reader.Read(block);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Read_BlockThatDoesNotFit_IsRefused()
    {
        using var folder = new TempFolder();
        using var reader = Images.Open(Images.Make(folder, "a.tif", 60, 40, 3));
        using var outside = new PixelBlock(new PixelRect(50, 0, 20, 20), 3, SampleType.Byte, hasMask: false);
        using var type = new PixelBlock(new PixelRect(0, 0, 20, 20), 3, SampleType.UInt16, hasMask: false);
        Assert.Throws<ArgumentException>(() => reader.Read(outside));
        Assert.Throws<ArgumentException>(() => reader.Read(type));
    }

    private static void AssertValues(PixelBlock block, int[] bands)
    {
        for (var b = 0; b < bands.Length; b++)
        {
            for (var y = 0; y < block.Rect.Height; y++)
            {
                for (var x = 0; x < block.Rect.Width; x++)
                {
                    Assert.Equal(Images.Value(block.Rect.X + x, block.Rect.Y + y, bands[b]), Images.At(block, b, x, y));
                }
            }
        }
    }
}
