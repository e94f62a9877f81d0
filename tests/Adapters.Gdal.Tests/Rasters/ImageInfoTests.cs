using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Rasters;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

public sealed class ImageInfoTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Info_GeoTiff_IsComplete()
    {
        var path = Images.Make(
            folder, "a.tif", 600, 400, 4, DataType.GDT_UInt16,
            then: static d =>
            {
                Images.Place(d, GeoTransform.NorthUp(500000, 4600000, 0.5), 32633);
                d.SetMetadataItem("TIFFTAG_DATETIME", "2024:05:06 07:08:09", "");
            },
            options: ["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=128", "COMPRESS=LZW", "ALPHA=YES", "PHOTOMETRIC=RGB"]);
        using var reader = Images.Open(path);
        var info = reader.Info;
        Assert.Equal(("a.tif", "GTiff", new PixelSize(600, 400), SampleType.UInt16), (info.Name, info.Format, info.Size, info.SampleType));
        Assert.Equal((new PixelSize(256, 128), "LZW", "affine", "WGS 84 / UTM zone 33N"), (info.Block, info.Compression, info.Georeference, info.CrsName));
        Assert.Equal("red green blue alpha", string.Join(' ', info.Bands.Select(static b => b.Colour)));
        Assert.Equal(0.5, info.GroundSampleDistanceMetres!.Value, 0.001);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), info.Acquired);
        Assert.Equal(new FileInfo(path).Length, info.FileBytes);
        Assert.True(info.HasMask);
    }

    [Fact]
    public void Info_Strips_AreAsWideAsTheImage()
    {
        using var reader = Images.Open(Images.Make(folder, "s.tif", 600, 400, 1, options: ["BLOCKYSIZE=3"]));
        Assert.Equal(new PixelSize(600, 3), reader.Info.Block);
    }

    [Fact]
    public void Info_Overviews_AreCounted()
    {
        var path = Images.Make(folder, "o.tif", 600, 400, 1, then: static d => d.BuildOverviews("NEAREST", [2, 4]));
        using var reader = Images.Open(path);
        Assert.Equal(2, reader.Info.Overviews);
    }

    [Fact]
    public void ContentVersion_FileOrSideFileChanges_IsAnother()
    {
        var path = Images.Make(folder, "v.tif", 60, 40, 1);
        var first = Version(path);
        Assert.Equal(first, Version(path));
        File.WriteAllText(path + ".aux.xml", "<PAMDataset></PAMDataset>");
        var second = Version(path);
        Assert.False(first == second);
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.False(second == Version(path));
    }

    [Theory]
    [InlineData("19961217102630", "1996-12-17T10:26:30Z")]
    [InlineData("17102630ZDEC96", "1996-12-17T10:26:30Z")]
    [InlineData("2024:05:06 07:08:09", "2024-05-06T07:08:09Z")]
    [InlineData("2010-04-01 12:00:01", "2010-04-01T12:00:01Z")]
    [InlineData("1996121710----", null)]
    [InlineData("", null)]
    [InlineData("yesterday", null)]
    public void Parse_EachSpelling_GivesTheTime(string text, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected), AcquisitionTimes.Parse(text));

    [SkippableFact]
    public void Info_RealNitf_IsKnown()
    {
        using var reader = Images.Open(RealImages.At("small.ntf"));
        Assert.Equal(("NITF", "affine", SampleType.Byte), (reader.Info.Format, reader.Info.Georeference, reader.Info.SampleType));
        Assert.Equal(new DateTimeOffset(1996, 12, 17, 10, 26, 30, TimeSpan.Zero), reader.Info.Acquired);
        Assert.InRange(reader.Info.GroundSampleDistanceMetres!.Value, 0.02, 0.04);
    }

    [SkippableTheory]
    [InlineData("landsat_bahamas_rgb.tif", 3, true)]
    [InlineData("rgba_uint16.tif", 3, true)]
    [InlineData("small.ntf", 1, false)]
    [InlineData("two_planes.tif", 3, false)]
    public void Read_RealImage_EveryPixelIsThere(string name, int bands, bool hasMask)
    {
        using var reader = Images.Open(RealImages.At(name));
        Assert.Equal((bands, hasMask), (reader.Bands.Count, reader.HasMask));
        using var block = Images.Read(reader);
        using var dataset = GdalApi.Open(RealImages.At(name), Access.GA_ReadOnly);
        var (width, height) = (reader.Info.Size.Width, reader.Info.Size.Height);
        var expected = new double[width * height];
        for (var b = 0; b < bands; b++)
        {
            dataset.GetRasterBand(b + 1).ReadRaster(0, 0, width, height, expected, width, height, 0, 0);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], Images.At(block, b, i % width, i / width));
            }
        }
    }

    private static string Version(string path)
    {
        using var reader = Images.Open(path);
        return reader.Info.ContentVersion;
    }
}
