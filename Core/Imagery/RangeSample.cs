using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>Valid values of an image's bands, gathered place by place.</summary>
/// <param name="reader">The image.</param>
/// <param name="cancellation">Stops between places.</param>
internal sealed class RangeSample(IRasterReader reader, CancellationToken cancellation)
{
    private RedKubeException? unreadable;

    /// <summary>The values found so far, a list for each band.</summary>
    public IReadOnlyList<List<float>> Bands { get; } = [.. reader.Bands.Select(static _ => new List<float>())];

    /// <summary>Whether a band has none.</summary>
    public bool LacksBand => Bands.Any(static b => b.Count == 0);

    /// <summary>Adds the valid values of a place.</summary>
    /// <param name="place">Inside the image.</param>
    /// <exception cref="RedKubeException">RK2008.</exception>
    public void Add(PixelRect place) => Add(place, Bands);

    /// <summary>Adds them to some of the bands only.</summary>
    /// <param name="place">Inside the image.</param>
    /// <param name="wanted">Some of <see cref="Bands"/>.</param>
    /// <exception cref="RedKubeException">RK2008.</exception>
    public void Add(PixelRect place, IReadOnlyList<List<float>> wanted)
    {
        cancellation.ThrowIfCancellationRequested();
        using var block = new PixelBlock(place, reader.Bands.Count, reader.Info.SampleType, reader.HasMask);
        try
        {
            reader.Read(block);
        }
        catch (RedKubeException e) when (e.Code == ErrorCode.BlockUnreadable)
        {
            // Damaged places are reported with their regions; the others still tell the range.
            unreadable = e;
            return;
        }

        for (var band = 0; band < Bands.Count; band++)
        {
            if (wanted.Contains(Bands[band]))
            {
                Add(block, band);
            }
        }
    }

    /// <summary>Fails where nothing was found because something could not be read.</summary>
    /// <exception cref="RedKubeException">RK2007.</exception>
    public void ThrowIfUnreadable()
    {
        if (unreadable is not null && Bands[0].Count == 0)
        {
            throw unreadable;
        }
    }

    private void Add(PixelBlock block, int band)
    {
        for (var row = 0; row < block.Rect.Height; row++)
        {
            switch (block.SampleType)
            {
                case SampleType.Byte: AddRow<byte>(block, band, row, Bands[band]); break;
                case SampleType.UInt16: AddRow<ushort>(block, band, row, Bands[band]); break;
                case SampleType.Int16: AddRow<short>(block, band, row, Bands[band]); break;
                default: AddRow<float>(block, band, row, Bands[band]); break;
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
