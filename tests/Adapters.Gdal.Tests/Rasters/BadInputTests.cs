using OSGeo.GDAL;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_NoSuchFile_SaysSo() => AssertFault(ErrorCode.ImageNotFound, folder.At("none.tif"), "there is no such image");

    [Fact]
    public void Open_Directory_SaysSo() => AssertFault(ErrorCode.ImageUnreadable, folder.Root, "a directory");

    [Fact]
    public void Open_EmptyFile_SaysSo()
    {
        File.WriteAllBytes(folder.At("empty.tif"), []);
        AssertFault(ErrorCode.ImageUnreadable, folder.At("empty.tif"), "an empty file");
    }

    [Fact]
    public void Open_TextFile_SaysWhatGdalSays()
    {
        File.WriteAllText(folder.At("notes.tif"), "dear diary\n");
        AssertFault(ErrorCode.ImageUnreadable, folder.At("notes.tif"), "not recognized");
    }

    [Fact]
    public void Open_TruncatedTiff_SaysWhatToDo()
    {
        var path = Images.Make(folder, "t.tif", 100, 100, 3);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..60]);
        AssertFault(ErrorCode.ImageUnreadable, path, "copy it again");
    }

    [Fact]
    public void Open_ComplexSamples_AreRefused() =>
        AssertFault(ErrorCode.SampleTypeUnsupported, Images.Make(folder, "c.tif", 20, 20, 1, DataType.GDT_CFloat32), "CFloat32");

    [Fact]
    public void Open_BandThatIsNotThere_ListsThoseThatAre()
    {
        var path = Images.Make(folder, "a.tif", 20, 20, 3);
        var error = Assert.Throws<RedKubeException>(() => Images.Open(path, new RasterReadOptions { Bands = [1, 7] }));
        Assert.Equal(ErrorCode.BandNotThere, error.Code);
        Assert.Contains("1 red, 2 green, 3 blue", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OnlySubdatasets_ListsThem()
    {
        foreach (var table in new[] { "RASTER_TABLE=harbour", "RASTER_TABLE=airport" })
        {
            Images.Make(folder, "s.gpkg", 64, 64, 1, driver: "GPKG", then: static d => Images.Place(d, GeoTransform.NorthUp(15, 47, 0.001), 4326), options: [table, "APPEND_SUBDATASET=YES"]);
        }

        AssertFault(ErrorCode.ImageHasSubdatasets, folder.At("s.gpkg"), "harbour");
    }

    [Fact]
    public void Open_NoBands_SaysSo()
    {
        File.WriteAllText(folder.At("n.vrt"), """<VRTDataset rasterXSize="10" rasterYSize="10"></VRTDataset>""");
        AssertFault(ErrorCode.ImageHasNoBands, folder.At("n.vrt"), "no bands");
    }

    [Fact]
    public void Read_DamagedBlock_FailsThereAndNowhereElse()
    {
        var path = Images.Make(folder, "d.tif", 256, 256, 1, options: ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE"]);
        int at, length;
        using (var dataset = GdalApi.Open(path, Access.GA_ReadOnly))
        {
            at = int.Parse(dataset.GetRasterBand(1).GetMetadataItem("BLOCK_OFFSET_1_1", "TIFF"));
            length = int.Parse(dataset.GetRasterBand(1).GetMetadataItem("BLOCK_SIZE_1_1", "TIFF"));
        }

        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(at, length).Fill(0xEE);
        File.WriteAllBytes(path, bytes);
        using var reader = Images.Open(path);
        using var good = Images.Read(reader, new PixelRect(0, 0, 128, 128));
        var error = Assert.Throws<RedKubeException>(() => Images.Read(reader, new PixelRect(128, 128, 128, 128)));
        Assert.Equal(ErrorCode.BlockUnreadable, error.Code);
        Assert.Contains("[128, 128, 128 × 128]", error.Message, StringComparison.Ordinal);
        using var again = Images.Read(reader, new PixelRect(128, 0, 128, 128));
        Assert.Equal(Images.Value(130, 1, 0), again.Row<byte>(0, 1)[2]);
    }

    [Theory]
    [InlineData("a.tif", true)]
    [InlineData("a.tif.ovr", false)]
    [InlineData("notes.txt", false)]
    [InlineData("points.csv", false)]
    [InlineData("none.tif", false)]
    public void Recognises_EachKindOfFile_IsRight(string name, bool expected)
    {
        Images.Make(folder, "a.tif", 20, 20, 1);
        File.Copy(folder.At("a.tif"), folder.At("a.tif.ovr"));
        File.WriteAllText(folder.At("notes.txt"), "hello\n");
        File.WriteAllText(folder.At("points.csv"), "x,y,z\n0,0,1\n1,0,1\n0,1,1\n1,1,1\n");
        Assert.Equal(expected, Images.Source.Recognises(folder.At(name)));
    }

    private static void AssertFault(ErrorCode code, string path, string words)
    {
        var error = Assert.Throws<RedKubeException>(() => Images.Open(path));
        Assert.Equal(code, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}
