using System.Globalization;
using OSGeo.GDAL;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

/// <summary>Read part by part as a plan has it, GDAL fetches (and so decodes) each block of the file once, whatever its layout. Linux counts the bytes.</summary>
public sealed class DecodeTests : IDisposable
{
    private const int Side = 1500;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData(3, "", "TILED=YES")]
    [InlineData(3, "", "TILED=YES", "INTERLEAVE=BAND")]
    [InlineData(4, "1,2,3", "TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "PHOTOMETRIC=RGB", "ALPHA=NO")]
    [InlineData(4, "3,2,1", "TILED=YES", "PHOTOMETRIC=RGB", "ALPHA=NO", "COMPRESS=DEFLATE")]
    [InlineData(4, "4,1,4", "PHOTOMETRIC=RGB", "ALPHA=NO")]
    [InlineData(4, "", "TILED=YES", "PHOTOMETRIC=RGB", "ALPHA=YES")]
    [InlineData(3, "", "BLOCKYSIZE=1")]
    [InlineData(3, "", "BLOCKYSIZE=700", "COMPRESS=LZW")]
    public void Read_PartsOfAPlan_FetchesEachByteOnce(int bands, string chosen, params string[] options)
    {
        Skip.IfNot(File.Exists("/proc/thread-self/io"), "/proc/thread-self/io is Linux's");
        var path = Make(bands, options);
        var wanted = chosen.Length == 0 ? null : chosen.Split(',').Select(static b => int.Parse(b, CultureInfo.InvariantCulture)).ToArray();
        using var reader = Images.Open(path, new RasterReadOptions { Bands = wanted });
        var plan = Planner.Create(reader, new PixelSize(256, 256), TileOverlap.Parse("20%"), 512, [], null, null, 64 << 20);
        var before = BytesRead();

        for (var i = 0; i < plan.Blocks.Columns * plan.Blocks.Rows; i++)
        {
            Images.Read(reader, plan.Blocks.RectOf(i)).Dispose();
        }

        var factor = (BytesRead() - before) / (double)new FileInfo(path).Length;
        Assert.True(factor is > 0.9 and < 1.1, string.Create(CultureInfo.InvariantCulture, $"{factor:F3} times the file's bytes were read in {plan.Blocks.Columns * plan.Blocks.Rows} parts"));
    }

    private static long BytesRead() => long.Parse(File.ReadLines("/proc/thread-self/io").First()["rchar: ".Length..], CultureInfo.InvariantCulture);

    // Noise, so that compression leaves enough bytes to count.
    private string Make(int bands, string[] options)
    {
        GdalRuntime.Initialise();
        var random = new Random(1);
        var path = folder.At("a.tif");
        using var image = GdalApi.GetDriverByName("GTiff").Create(path, Side, Side, bands, DataType.GDT_Byte, options);
        var samples = new byte[Side * Side];
        for (var b = 1; b <= bands; b++)
        {
            random.NextBytes(samples);
            image.GetRasterBand(b).WriteRaster(0, 0, Side, Side, samples, Side, Side, 0, 0);
        }

        image.FlushCache();
        return path;
    }
}
