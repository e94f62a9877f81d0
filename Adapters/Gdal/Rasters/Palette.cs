using OSGeo.GDAL;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>The colours behind the numbers of an image of one band with a colour table; such an image is read as red, green, blue.</summary>
internal sealed unsafe class Palette
{
    private const int Entries = 256;
    private readonly byte[][] planes = [new byte[Entries], new byte[Entries], new byte[Entries]];
    private readonly byte[] there = new byte[Entries];

    private Palette()
    {
    }

    /// <summary>Whether a number stands for no data: the nodata value, or a colour that cannot be seen.</summary>
    public bool HasMissing { get; private set; }

    /// <summary>The bands as they are read.</summary>
    public static IReadOnlyList<BandInfo> Bands { get; } = [new(1, "red", "Byte", null), new(2, "green", "Byte", null), new(3, "blue", "Byte", null)];

    /// <summary>The palette of an image, or null where it has none.</summary>
    /// <param name="address">The image.</param>
    /// <param name="dataset">The open image.</param>
    /// <param name="nodata">Whether the file's nodata value and transparent entries count.</param>
    /// <exception cref="RedKubeException">RK2005 where the numbers have more than 8 bits.</exception>
    public static Palette? Of(ImageAddress address, Dataset dataset, NodataChoice nodata)
    {
        if (dataset.RasterCount != 1)
        {
            return null;
        }

        var band = dataset.GetRasterBand(1);
        if (band.GetColorInterpretation() != ColorInterp.GCI_PaletteIndex || band.GetColorTable() is not { } table || table.GetPaletteInterpretation() != PaletteInterp.GPI_RGB)
        {
            return null;
        }

        if (band.DataType != DataType.GDT_Byte)
        {
            throw new RedKubeException(
                ErrorCode.SampleTypeUnsupported,
                $"{address.PublicUri} has a colour table of {GdalTypes.NameOf(band)} numbers; expected 8 bits. Write its colours out: gdal_translate -expand rgb IN OUT.tif");
        }

        var palette = new Palette();
        palette.Fill(table, band, nodata);
        return palette;
    }

    /// <summary>Puts colours in the place of numbers.</summary>
    /// <param name="block">Its first plane holds the numbers; afterwards its planes hold the colours of <paramref name="bands"/>.</param>
    /// <param name="bands">1 red, 2 green, 3 blue, in reading order.</param>
    /// <param name="mask">Whether to fill the mask plane too.</param>
    public void Expand(PixelBlock block, int[] bands, bool mask)
    {
        var count = block.Rect.Count;
        var samples = (byte*)block.Address;
        if (mask)
        {
            Look(samples, samples + (count * block.Bands), there, count);
        }

        // The numbers lie in the first plane, which is therefore the last to go.
        for (var b = bands.Length - 1; b >= 0; b--)
        {
            Look(samples, samples + (count * b), planes[bands[b] - 1], count);
        }
    }

    private static void Look(byte* from, byte* to, byte[] table, long count)
    {
        fixed (byte* t = table)
        {
            for (long i = 0; i < count; i++)
            {
                to[i] = t[from[i]];
            }
        }
    }

    private void Fill(ColorTable table, Band band, NodataChoice nodata)
    {
        Array.Fill(there, (byte)255);
        for (var i = 0; i < Math.Min(Entries, table.GetCount()); i++)
        {
            var entry = table.GetColorEntry(i);
            planes[0][i] = (byte)entry.c1;
            planes[1][i] = (byte)entry.c2;
            planes[2][i] = (byte)entry.c3;
            there[i] = nodata.UsesMasks && entry.c4 == 0 ? (byte)0 : (byte)255;
        }

        band.GetNoDataValue(out var value, out var has);
        if (has != 0 && value is >= 0 and < Entries && value == Math.Floor(value))
        {
            // GeoTIFF's driver makes the colour of the nodata value transparent itself, which says no more than the value.
            there[(int)value] = nodata.UseFile ? (byte)0 : (byte)255;
        }

        HasMissing = Array.IndexOf(there, (byte)0) >= 0;
    }
}
