using System.Runtime.InteropServices;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>
/// Finds value ranges from one fixed sample of an image: 8 × 8 places of 128 × 128 pixels, spread evenly. The image alone decides the sample, so every
/// run of a job finds the same.
/// </summary>
public static class RangeSampler
{
    private const int Places = 8;
    private const int Side = 128;

    /// <summary>The ranges, one a band that the reader reads; empty where samples are taken as they are.</summary>
    /// <param name="reader">The image.</param>
    /// <param name="choice">What was asked for.</param>
    /// <param name="cancellation">Stops between places.</param>
    /// <exception cref="RedKubeException">RK2007 where no place can be read, RK2008.</exception>
    public static IReadOnlyList<BandRange> Find(IRasterReader reader, RangeChoice choice, CancellationToken cancellation)
    {
        if (choice.Given is { } given)
        {
            return [.. Enumerable.Repeat(given, reader.Bands.Count)];
        }

        if (choice.LowShare is not { } low || choice.HighShare is not { } high)
        {
            return [];
        }

        var samples = Sample(reader, cancellation);
        return [.. samples.Select(values => RangeOf(values, low, high))];
    }

    private static BandRange RangeOf(List<float> values, double low, double high)
    {
        if (values.Count == 0)
        {
            return new BandRange(0, 1);
        }

        CollectionsMarshal.AsSpan(values).Sort();
        var range = new BandRange(values[(int)(low * (values.Count - 1))], values[(int)(high * (values.Count - 1))]);

        // A constant band would divide by zero; one step of its value is as good as any.
        return range.High > range.Low ? range : range with { High = Math.Max(range.Low + 1, MathF.BitIncrement(range.Low)) };
    }

    private static List<float>[] Sample(IRasterReader reader, CancellationToken cancellation)
    {
        var size = reader.Info.Size;
        var samples = reader.Bands.Select(static _ => new List<float>(Places * Places * Side * Side)).ToArray();
        RedKubeException? unreadable = null;
        foreach (var y in Starts(size.Height))
        {
            foreach (var x in Starts(size.Width))
            {
                cancellation.ThrowIfCancellationRequested();
                var rect = new PixelRect(x, y, Math.Min(Side, size.Width), Math.Min(Side, size.Height));
                using var block = new PixelBlock(rect, reader.Bands.Count, reader.Info.SampleType, reader.HasMask);
                try
                {
                    reader.Read(block);
                }
                catch (RedKubeException e) when (e.Code == ErrorCode.BlockUnreadable)
                {
                    // Damaged places are reported with their regions; the others still tell the range.
                    unreadable = e;
                    continue;
                }

                for (var band = 0; band < samples.Length; band++)
                {
                    Add(block, band, samples[band]);
                }
            }
        }

        return unreadable is null || samples[0].Count > 0 ? samples : throw unreadable;
    }

    // Places must not share pixels, so an image of fewer has fewer.
    private static IEnumerable<int> Starts(int length)
    {
        var count = Math.Clamp(length / Side, 1, Places);
        return Enumerable.Range(0, count).Select(i => count == 1 ? Math.Max(0, (length - Side) / 2) : (int)((long)i * (length - Side) / (count - 1)));
    }

    private static void Add(PixelBlock block, int band, List<float> values)
    {
        for (var row = 0; row < block.Rect.Height; row++)
        {
            switch (block.SampleType)
            {
                case SampleType.Byte: AddRow<byte>(block, band, row, values); break;
                case SampleType.UInt16: AddRow<ushort>(block, band, row, values); break;
                case SampleType.Int16: AddRow<short>(block, band, row, values); break;
                default: AddRow<float>(block, band, row, values); break;
            }
        }
    }

    private static void AddRow<T>(PixelBlock block, int band, int row, List<float> values)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var samples = block.Row<T>(band, row);
        var mask = block.HasMask ? block.MaskRow(row) : default;
        for (var i = 0; i < samples.Length; i++)
        {
            var value = float.CreateTruncating(samples[i]);
            if ((mask.IsEmpty || mask[i] != 0) && float.IsFinite(value))
            {
                values.Add(value);
            }
        }
    }
}
