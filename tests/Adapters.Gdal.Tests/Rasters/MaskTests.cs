using OSGeo.GDAL;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

public sealed class MaskTests
{
    private const int Width = 150, Height = 20;

    [Theory]
    [InlineData(DataType.GDT_Byte)]
    [InlineData(DataType.GDT_UInt16)]
    [InlineData(DataType.GDT_Int16)]
    [InlineData(DataType.GDT_Float32)]
    public void HasMask_NodataPerBand_MissesWhereAllBandsHaveTheirs(DataType type)
    {
        using var folder = new TempFolder();
        var path = MakeWithNodata(folder, type);
        using var reader = Images.Open(path);
        Assert.True(reader.HasMask && reader.Info.HasMask);
        using var block = Images.Read(reader);
        Check(block, (x, y) => !Enumerable.Range(0, 3).All(b => Images.At(block, b, x, y) == 0));
        Assert.Equal(0, block.MaskRow(3)[7]);
    }

    [Fact]
    public void HasMask_Alpha_MissesWhereItIsZero()
    {
        using var folder = new TempFolder();
        var path = Images.Make(folder, "a.tif", Width, Height, 4, then: static d =>
            d.GetRasterBand(4).WriteRaster(4, 5, 2, 1, new byte[] { 0, 1 }, 2, 1, 0, 0), options: ["ALPHA=YES", "PHOTOMETRIC=RGB"]);
        using var reader = Images.Open(path);
        Assert.Equal([1, 2, 3], reader.Bands);
        using var block = Images.Read(reader);
        Assert.Equal([0, 255], block.MaskRow(5)[4..6].ToArray());
        Check(block, static (x, y) => (x, y) != (4, 5) && Images.Value(x, y, 3) != 0);
    }

    [Theory]
    [InlineData("NO")]
    [InlineData("YES")]
    public void HasMask_MaskBand_MissesWhereItIsZero(string inside)
    {
        using var folder = new TempFolder();
        GdalRuntime.Initialise();
        GdalApi.SetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", inside);
        var path = Images.Make(folder, "a.tif", Width, Height, 3, then: static d =>
        {
            const int perDataset = 2;
            d.CreateMaskBand(perDataset);
            d.GetRasterBand(1).GetMaskBand().Fill(255, 0);
            d.GetRasterBand(1).GetMaskBand().WriteRaster(10, 2, 3, 1, new byte[] { 0, 0, 0 }, 3, 1, 0, 0);
        });
        GdalApi.SetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", null);
        using var reader = Images.Open(path);
        Assert.True(reader.HasMask);
        using var block = Images.Read(reader);
        Check(block, static (x, y) => y != 2 || x is < 10 or > 12);
    }

    [Fact]
    public void HasMask_PlainBytes_HasNone()
    {
        using var folder = new TempFolder();
        using var reader = Images.Open(Images.Make(folder, "a.tif", Width, Height, 3));
        Assert.False(reader.HasMask || reader.Info.HasMask);
    }

    [Fact]
    public void HasMask_NodataOutsideTheType_HasNone()
    {
        using var folder = new TempFolder();
        using var reader = Images.Open(Images.Make(folder, "a.tif", Width, Height, 1, then: static d => d.GetRasterBand(1).SetNoDataValue(-9999)));
        Assert.False(reader.HasMask);
    }

    [Fact]
    public void HasMask_ChoiceNone_HasNone()
    {
        using var folder = new TempFolder();
        using var reader = Images.Open(MakeWithNodata(folder, DataType.GDT_Byte), new RasterReadOptions { Nodata = NodataChoice.None });
        Assert.False(reader.HasMask);
        Assert.True(reader.Info.HasMask);
    }

    [Fact]
    public void HasMask_ChoiceOfAValue_MissesThatValueAlone()
    {
        using var folder = new TempFolder();
        using var reader = Images.Open(Images.Make(folder, "a.tif", Width, Height, 1), new RasterReadOptions { Nodata = NodataChoice.Of(9) });
        using var block = Images.Read(reader);
        Check(block, static (x, y) => Images.Value(x, y, 0) != 9);
    }

    [Fact]
    public void HasMask_FloatsWithNaN_MissWhereAnyBandIsNone()
    {
        using var folder = new TempFolder();
        var path = Images.Make(folder, "a.tif", Width, Height, 2, DataType.GDT_Float32, then: static d =>
            d.GetRasterBand(2).WriteRaster(3, 3, 1, 1, new[] { float.NaN }, 1, 1, 0, 0));
        using var reader = Images.Open(path);
        using var block = Images.Read(reader);
        Check(block, static (x, y) => (x, y) != (3, 3));
    }

    [Theory]
    [InlineData(9.0)]
    [InlineData(double.NaN)]
    public void HasMask_ChoiceOfAValue_ReplacesTheFilesValueAlone(double value)
    {
        using var folder = new TempFolder();
        var path = Images.Make(folder, "a.tif", Width, Height, 2, DataType.GDT_Float32, then: static d =>
        {
            d.GetRasterBand(1).SetNoDataValue(5);
            d.GetRasterBand(2).SetColorInterpretation(ColorInterp.GCI_AlphaBand);
            d.GetRasterBand(2).WriteRaster(4, 5, 1, 1, new[] { 0f }, 1, 1, 0, 0);
            d.GetRasterBand(1).WriteRaster(3, 3, 1, 1, new[] { float.NaN }, 1, 1, 0, 0);
        });
        using var reader = Images.Open(path, new RasterReadOptions { Nodata = NodataChoice.Of(value) });
        using var block = Images.Read(reader);
        Check(block, (x, y) => (x, y) != (4, 5) && (x, y) != (3, 3) && Images.Value(x, y, 0) != value && Images.Value(x, y, 1) != 0);
    }

    [Fact]
    public void HasMask_ChoiceOfAValue_KeepsTheMaskBandAndDropsNodataValuesOfTheDataset()
    {
        using var folder = new TempFolder();
        var masked = Images.Make(folder, "m.tif", Width, Height, 1, then: static d =>
        {
            const int perDataset = 2;
            d.CreateMaskBand(perDataset);
            d.GetRasterBand(1).GetMaskBand().Fill(255, 0);
            d.GetRasterBand(1).GetMaskBand().WriteRaster(10, 2, 1, 1, new byte[] { 0 }, 1, 1, 0, 0);
        });
        using (var reader = Images.Open(masked, new RasterReadOptions { Nodata = NodataChoice.Of(9) }))
        {
            using var block = Images.Read(reader);
            Check(block, static (x, y) => (x, y) != (10, 2) && Images.Value(x, y, 0) != 9);
        }

        var values = Images.Make(folder, "v.tif", Width, Height, 3, then: static d => d.SetMetadataItem("NODATA_VALUES", "5 45 85", ""));
        using (var reader = Images.Open(values))
        {
            using var block = Images.Read(reader);
            Check(block, static (x, y) => Images.Value(x, y, 0) != 5);
        }

        using (var reader = Images.Open(values, new RasterReadOptions { Nodata = NodataChoice.Of(double.NaN) }))
        {
            Assert.False(reader.HasMask);
        }
    }

    [Fact]
    public void HasMask_PaletteAndAValue_MissesTransparentEntriesToo()
    {
        using var folder = new TempFolder();
        var path = Images.Make(folder, "p.tif", Width, Height, 1, then: static d =>
        {
            using var table = new ColorTable(PaletteInterp.GPI_RGB);
            for (short i = 0; i < 127; i++)
            {
                using var entry = new ColorEntry { c1 = i, c2 = i, c3 = i, c4 = (short)(i == 7 ? 0 : 255) };
                table.SetColorEntry(i, entry);
            }

            d.GetRasterBand(1).SetRasterColorTable(table);
            d.GetRasterBand(1).SetNoDataValue(20);
        });

        // GeoTIFF keeps no transparency of colours; a VRT does.
        var vrt = Images.Copy(folder, path, "p.vrt", "VRT");
        File.WriteAllText(vrt, File.ReadAllText(vrt).Replace("<Entry c1=\"7\" c2=\"7\" c3=\"7\" c4=\"255\" />", "<Entry c1=\"7\" c2=\"7\" c3=\"7\" c4=\"0\" />", StringComparison.Ordinal));
        using (var usual = Images.Open(vrt))
        {
            using var block = Images.Read(usual);
            Check(block, static (x, y) => Images.Value(x, y, 0) is not (7 or 20));
        }

        using var reader = Images.Open(vrt, new RasterReadOptions { Nodata = NodataChoice.Of(9) });
        using var chosen = Images.Read(reader);
        Check(chosen, static (x, y) => Images.Value(x, y, 0) is not (7 or 9));
    }

    private static string MakeWithNodata(TempFolder folder, DataType type) => Images.Make(folder, "n.tif", Width, Height, 3, type, then: static d =>
    {
        for (var b = 1; b <= 3; b++)
        {
            d.GetRasterBand(b).SetNoDataValue(0);
            d.GetRasterBand(b).WriteRaster(7, 3, 2, 1, new int[] { 0, b == 2 ? 1 : 0 }, 2, 1, 0, 0);
        }
    });

    private static void Check(PixelBlock block, Func<int, int, bool> there)
    {
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                Assert.True((block.MaskRow(y)[x], there(x, y)) is (255, true) or (0, false), $"({x}, {y}): mask {block.MaskRow(y)[x]}, expected {there(x, y)}");
            }
        }
    }
}
