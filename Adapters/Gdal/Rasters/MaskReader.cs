using OSGeo.GDAL;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>
/// Knows which pixels are missing: all read bands hold their nodata value, the file's or a chosen one, or alpha or the mask band is 0, or a band is NaN.
/// </summary>
internal sealed unsafe class MaskReader
{
    private const int AllValid = 1, PerDataset = 2, Alpha = 4, FromNodata = 8;
    private readonly SampleType type;
    private readonly double?[] nodata;
    private readonly bool numbersOnly;
    private readonly List<Band> everywhere = [];
    private readonly List<Band> anyOf = [];
    private byte[] row = [];

    /// <summary>Finds out what can be missing.</summary>
    /// <param name="dataset">The open image.</param>
    /// <param name="bands">The bands that are read.</param>
    /// <param name="type">The type in which they are read.</param>
    /// <param name="choice">What counts as missing.</param>
    public MaskReader(Dataset dataset, IReadOnlyList<Band> bands, SampleType type, NodataChoice choice)
    {
        this.type = type;
        nodata = [.. bands.Select(b => Holds(type, choice.UseFile ? NodataOf(b) : choice.Value))];
        if (choice.UsesMasks)
        {
            numbersOnly = type == SampleType.Float32;
            FindMaskBands(dataset, bands, choice.UseFile);
        }
    }

    /// <summary>Whether any pixel can be missing.</summary>
    public bool CanMiss => numbersOnly || everywhere.Count > 0 || anyOf.Count > 0 || ByValue;

    private bool ByValue => Array.TrueForAll(nodata, static v => v.HasValue);

    /// <summary>The file's nodata value of a band.</summary>
    /// <param name="band">A band.</param>
    public static double? NodataOf(Band band)
    {
        band.GetNoDataValue(out var value, out var has);
        return has == 0 ? null : value;
    }

    /// <summary>Fills the mask plane of a block whose samples are there.</summary>
    /// <param name="block">The block.</param>
    /// <param name="begun">Whether the mask plane holds what is missing for another reason already; that stays.</param>
    public void Fill(PixelBlock block, bool begun)
    {
        if (row.Length < block.Rect.Width)
        {
            row = new byte[block.Rect.Width];
        }

        ReadMaskBands(block, begun);
        if (!ByValue && !numbersOnly)
        {
            return;
        }

        for (var y = 0; y < block.Rect.Height; y++)
        {
            var mask = block.MaskRow(y);
            if (ByValue)
            {
                var there = row.AsSpan(0, mask.Length);
                there.Clear();
                for (var b = 0; b < block.Bands; b++)
                {
                    OrDifferent(block, b, y, there);
                }

                MaskBytes.And(there, mask);
            }

            for (var b = 0; numbersOnly && b < block.Bands; b++)
            {
                MaskBytes.AndNumbers(block.Row<float>(b, y), mask);
            }
        }
    }

    // A value that the type cannot hold marks nothing, and NaN is missing without being named.
    private static double? Holds(SampleType type, double? value)
    {
        if (value is not { } v || double.IsNaN(v))
        {
            return null;
        }

        var (low, high) = type switch
        {
            SampleType.Byte => (byte.MinValue, byte.MaxValue),
            SampleType.UInt16 => (ushort.MinValue, ushort.MaxValue),
            SampleType.Int16 => (short.MinValue, short.MaxValue),
            _ => (0, 0),
        };
        return type == SampleType.Float32 || (v >= low && v <= high && v == Math.Floor(v)) ? v : null;
    }

    private void FindMaskBands(Dataset dataset, IReadOnlyList<Band> bands, bool useFile)
    {
        for (var i = 1; i <= dataset.RasterCount; i++)
        {
            var band = dataset.GetRasterBand(i);
            if (band.GetColorInterpretation() == ColorInterp.GCI_AlphaBand)
            {
                everywhere.Add(band);
                break;
            }
        }

        var flags = bands[0].GetMaskFlags();
        if ((flags & (AllValid | Alpha)) != 0 || (flags & (FromNodata | PerDataset)) == FromNodata || (!useFile && (flags & FromNodata) != 0))
        {
            return;
        }

        if ((flags & PerDataset) != 0)
        {
            everywhere.Add(bands[0].GetMaskBand());
            return;
        }

        anyOf.AddRange(bands.Select(static b => b.GetMaskBand()));
    }

    private void ReadMaskBands(PixelBlock block, bool begun)
    {
        for (var y = 0; !begun && everywhere.Count == 0 && y < block.Rect.Height; y++)
        {
            block.MaskRow(y).Fill(255);
        }

        for (var i = 0; i < everywhere.Count; i++)
        {
            if (i == 0 && !begun)
            {
                ReadWhole(everywhere[0], block);
            }
            else
            {
                AndRows(block, everywhere, i, i + 1);
            }
        }

        if (anyOf.Count > 0)
        {
            AndRows(block, anyOf, 0, anyOf.Count);
        }
    }

    private static void ReadWhole(Band band, PixelBlock block)
    {
        var rect = block.Rect;
        fixed (byte* first = block.MaskRow(0))
        {
            band.ReadRaster(rect.X, rect.Y, rect.Width, rect.Height, (nint)first, rect.Width, rect.Height, DataType.GDT_Byte, 1, rect.Width);
        }

        for (var y = 0; y < rect.Height; y++)
        {
            MaskBytes.Saturate(block.MaskRow(y));
        }
    }

    // There where one of the bands says so; several mask sources at once are rare, so row by row is good enough.
    private void AndRows(PixelBlock block, List<Band> bands, int from, int to)
    {
        var rect = block.Rect;
        var one = new byte[rect.Width];
        for (var y = 0; y < rect.Height; y++)
        {
            var there = row.AsSpan(0, rect.Width);
            there.Clear();
            for (var i = from; i < to; i++)
            {
                bands[i].ReadRaster(rect.X, rect.Y + y, rect.Width, 1, one, rect.Width, 1, 1, rect.Width);
                MaskBytes.OrDifferent(one, 0, there);
            }

            MaskBytes.And(there, block.MaskRow(y));
        }
    }

    private void OrDifferent(PixelBlock block, int band, int y, Span<byte> there)
    {
        var value = nodata[band]!.Value;
        switch (type)
        {
            case SampleType.Byte:
                MaskBytes.OrDifferent(block.Row<byte>(band, y), (byte)value, there);
                break;
            case SampleType.UInt16:
                MaskBytes.OrDifferent(block.Row<ushort>(band, y), (ushort)value, there);
                break;
            case SampleType.Int16:
                MaskBytes.OrDifferent(block.Row<ushort>(band, y), unchecked((ushort)(short)value), there);
                break;
            default:
                MaskBytes.OrDifferent(block.Row<float>(band, y), (float)value, there);
                break;
        }
    }
}
