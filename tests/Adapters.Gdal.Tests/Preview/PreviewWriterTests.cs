using OSGeo.GDAL;
using RedKube.Adapters.Gdal.Preview;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tests.Preview;

public sealed class PreviewWriterTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DataType.GDT_Byte, 3)]
    [InlineData(DataType.GDT_UInt16, 4)]
    [InlineData(DataType.GDT_Float32, 1)]
    public void Write_BoxesOnAnImage_AreOutlinedInTheirClassesColours(DataType type, int bands)
    {
        var image = Image(2000, 1000, bands, type);
        PreviewMark[] marks =
        [
            new("ship", new(200, 200, 600, 600)),
            new("aircraft", new(1000, 200, 1400, 600), new OrientedBox(new(1200, 400), 300, 100, Math.PI / 4)),
        ];

        var colours = PreviewWriter.Write(new ImageRef(image), marks, folder.At("preview.png"), maxSize: 500);

        Assert.Equal("aircraft yellow, ship magenta", string.Join(", ", colours.Select(static c => $"{c.Key} {c.Value.Name}")));
        using var picture = GdalApi.Open(folder.At("preview.png"), Access.GA_ReadOnly);
        Assert.Equal((500, 250, 3), (picture.RasterXSize, picture.RasterYSize, picture.RasterCount));
        Assert.Equal((240, 50, 230), At(picture, 50, 100));
        Assert.Equal((240, 50, 230), At(picture, 150, 100));
        Assert.Equal((255, 225, 25), At(picture, 300, 82));
        var (red, green, blue) = At(picture, 100, 100);
        Assert.True(red == green && green == blue, "inside the box is the image, which is grey");
        Assert.Empty(Directory.GetFiles(folder.Root, "*.aux.xml"));
    }

    [Fact]
    public void Write_NoMarks_ShowsTheImageInItsOwnSize()
    {
        PreviewWriter.Write(new ImageRef(Image(40, 30, 3, DataType.GDT_Byte)), [], folder.At("preview.png"));

        using var picture = GdalApi.Open(folder.At("preview.png"), Access.GA_ReadOnly);
        Assert.Equal((40, 30), (picture.RasterXSize, picture.RasterYSize));
        Assert.Equal(((7 * 13) % 256, (7 * 13) % 256, (7 * 13) % 256), At(picture, 7, 20));
    }

    [Fact]
    public void Write_FolderNotThere_SaysWhichFile()
    {
        var path = folder.At(Path.Combine("missing", "p.png"));

        var error = Assert.Throws<RedKubeException>(() => PreviewWriter.Write(new ImageRef(Image(40, 30, 3, DataType.GDT_Byte)), [], path));

        Assert.Equal(ErrorCode.OutputNotWritable, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NoImage_SaysWhichFile() => Assert.Equal(
        ErrorCode.ImageNotFound, Assert.Throws<RedKubeException>(() => PreviewWriter.Write(new ImageRef(folder.At("none.tif")), [], folder.At("p.png"))).Code);

    private static (int Red, int Green, int Blue) At(Dataset picture, int x, int y)
    {
        var rgb = new byte[3];
        picture.ReadRaster(x, y, 1, 1, rgb, 1, 1, 3, [1, 2, 3], 0, 0, 0);
        return (rgb[0], rgb[1], rgb[2]);
    }

    private string Image(int width, int height, int bands, DataType type)
    {
        GdalRuntime.Initialise();
        var path = folder.At("image.tif");
        using var driver = GdalApi.GetDriverByName("GTiff");
        using var image = driver.Create(path, width, height, bands, type, null);
        var row = Enumerable.Range(0, width).Select(x => (float)(x * 13 % 256)).ToArray();
        for (var band = 1; band <= bands; band++)
        {
            using var b = image.GetRasterBand(band);
            for (var y = 0; y < height; y++)
            {
                b.WriteRaster(0, y, width, 1, row, width, 1, 0, 0);
            }
        }

        return path;
    }
}
