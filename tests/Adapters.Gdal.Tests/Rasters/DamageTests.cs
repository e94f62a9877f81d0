using System.Globalization;
using OSGeo.GDAL;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Tests.Rasters;

/// <summary>Decoders that fill damaged places with grey and only warn: no pixel that was made up is handed on.</summary>
public sealed class DamageTests : IDisposable
{
    private static readonly byte[] EndOfImage = [0xFF, 0xD9];
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("PHOTOMETRIC=YCBCR")]
    [InlineData("PHOTOMETRIC=RGB")]
    [InlineData("INTERLEAVE=BAND")]
    public void Read_JpegTileCutOff_IsRefusedEachTimeAndTheOthersAreRead(string option)
    {
        var path = Tiled(option);
        CutTile(path, 1, 1);
        using var reader = Images.Open(path);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = Assert.Throws<RedKubeException>(() => Images.Read(reader, new PixelRect(64, 64, 64, 64)));

            Assert.Equal(ErrorCode.BlockUnreadable, error.Code);
            Assert.Contains("JPEG", error.Message, StringComparison.Ordinal);
        }

        Images.Read(reader, new PixelRect(0, 0, 64, 64)).Dispose();
        Images.Read(reader, new PixelRect(128, 128, 64, 64)).Dispose();
    }

    [Fact]
    public void Read_JpegFileCutOff_IsRefusedFromThereOnInAnyOrder()
    {
        var whole = Images.Copy(folder, Noise("n.tif"), "whole.jpg", "JPEG", "QUALITY=90");
        var bytes = File.ReadAllBytes(whole);
        File.WriteAllBytes(folder.At("cut.jpg"), [.. bytes.AsSpan(0, bytes.Length / 2), .. EndOfImage]);
        using var reader = Images.Open(folder.At("cut.jpg"));
        var (above, across, below) = (new PixelRect(0, 0, 192, 16), new PixelRect(0, 64, 192, 64), new PixelRect(0, 160, 192, 32));

        Images.Read(reader, above).Dispose();
        Assert.Throws<RedKubeException>(() => Images.Read(reader, across));
        Assert.Throws<RedKubeException>(() => Images.Read(reader, below));
        Images.Read(reader, above).Dispose();

        using var other = Images.Open(folder.At("cut.jpg"));
        Assert.Throws<RedKubeException>(() => Images.Read(other, below));
        Assert.Throws<RedKubeException>(() => Images.Read(other, across));
    }

    [Fact]
    public void Read_BytesTooManyBeforeTheEnd_AreHarmless()
    {
        var whole = File.ReadAllBytes(Images.Copy(folder, Noise("n.tif"), "whole.jpg", "JPEG"));
        File.WriteAllBytes(folder.At("padded.jpg"), [.. whole.AsSpan(0, whole.Length - 2), 0, 0, 0, 0, .. EndOfImage]);
        using var reader = Images.Open(folder.At("padded.jpg"));

        using var block = Images.Read(reader);

        Assert.Equal(192, block.Rect.Height);
    }

    private string Tiled(string option) => Images.Copy(folder, Noise("noise.tif"), "tiled.tif", "GTiff", "COMPRESS=JPEG", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", option);

    // Smooth images leave too little in a tile to cut.
    private string Noise(string name) => Images.Make(folder, name, 192, 192, 3);

    private static void CutTile(string path, int column, int row)
    {
        int at;
        int length;
        using (var image = GdalApi.Open(path, Access.GA_ReadOnly))
        using (var band = image.GetRasterBand(1))
        {
            at = Number(band, "OFFSET");
            length = Number(band, "SIZE");
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at + (length / 2);
        file.Write(EndOfImage);

        int Number(Band band, string what) =>
            int.Parse(band.GetMetadataItem(string.Create(CultureInfo.InvariantCulture, $"BLOCK_{what}_{column}_{row}"), "TIFF"), CultureInfo.InvariantCulture);
    }
}
