using System.Runtime.InteropServices;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>
/// Finds value ranges from one fixed sample of an image: 8 × 8 places of 128 × 128 pixels, spread evenly. Where a band has no valid pixel in any of them, the
/// image is searched on, and then the area of interest (<see cref="RangeSearch"/>). The image, and there the area, alone decide the sample, so every
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
    /// <param name="area">Bounds of the area of interest, or null: searched where the image as a whole shows nothing valid.</param>
    /// <exception cref="RedKubeException">RK2007 where no place can be read, RK2008.</exception>
    public static IReadOnlyList<BandRange> Find(IRasterReader reader, RangeChoice choice, CancellationToken cancellation, PixelBox? area = null)
    {
        if (choice.Given is { } given)
        {
            return [.. Enumerable.Repeat(given, reader.Bands.Count)];
        }

        if (choice.LowShare is not { } low || choice.HighShare is not { } high)
        {
            return [];
        }

        var sample = new RangeSample(reader, cancellation);
        foreach (var place in PlacesOf(reader.Info.Size))
        {
            sample.Add(place);
        }

        if (sample.LacksBand)
        {
            var size = reader.Info.Size;
            var whole = new PixelRect(0, 0, size.Width, size.Height);
            RangeSearch.Run(sample, whole, reader.Info.Block);
            if (sample.LacksBand && area is { } box && Around(box).Intersect(whole) is { IsEmpty: false } part)
            {
                RangeSearch.Run(sample, part, reader.Info.Block);
            }
        }

        sample.ThrowIfUnreadable();
        return [.. sample.Bands.Select(values => RangeOf(values, low, high))];
    }

    private static BandRange RangeOf(List<float> values, double low, double high)
    {
        if (values.Count == 0)
        {
            return BandRange.NotFound;
        }

        CollectionsMarshal.AsSpan(values).Sort();
        var range = new BandRange(values[(int)(low * (values.Count - 1))], values[(int)(high * (values.Count - 1))]);

        // A constant band would divide by zero; one step of its value is as good as any.
        return range.High > range.Low ? range : range with { High = Math.Max(range.Low + 1, MathF.BitIncrement(range.Low)) };
    }

    private static IEnumerable<PixelRect> PlacesOf(PixelSize size) =>
        from y in Starts(size.Height) from x in Starts(size.Width) select new PixelRect(x, y, Math.Min(Side, size.Width), Math.Min(Side, size.Height));

    // Places must not share pixels, so an image of fewer has fewer.
    private static IEnumerable<int> Starts(int length)
    {
        var count = Math.Clamp(length / Side, 1, Places);
        return Enumerable.Range(0, count).Select(i => count == 1 ? Math.Max(0, (length - Side) / 2) : (int)((long)i * (length - Side) / (count - 1)));
    }

    private static PixelRect Around(PixelBox box)
    {
        int x = (int)Math.Floor(box.XMin), y = (int)Math.Floor(box.YMin);
        return new PixelRect(x, y, (int)Math.Ceiling(box.XMax) - x, (int)Math.Ceiling(box.YMax) - y);
    }
}
