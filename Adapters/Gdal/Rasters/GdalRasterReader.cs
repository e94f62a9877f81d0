using OSGeo.GDAL;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>Reads an image through a dataset of its own, straight into the blocks' native memory.</summary>
internal sealed unsafe class GdalRasterReader : IRasterReader
{
    private static readonly int[] FirstBand = [1];

    private readonly ImageAddress address;
    private readonly Dataset dataset;
    private readonly int[] bandMap;
    private readonly Palette? palette;
    private readonly MaskReader mask;
    private readonly bool signedBytes;
    private readonly DamageWatch damage;

    /// <summary>Takes an open image over.</summary>
    public GdalRasterReader(ImageAddress address, Dataset dataset, ImageInfo info, int[] bandMap, Palette? palette, MaskReader mask, bool signedBytes)
    {
        (this.address, this.dataset, Info, this.bandMap, this.palette, this.mask, this.signedBytes) = (address, dataset, info, bandMap, palette, mask, signedBytes);
        damage = new DamageWatch(dataset);
        HasMask = palette is { HasMissing: true } || mask.CanMiss;
    }

    /// <inheritdoc/>
    public ImageInfo Info { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Bands => bandMap;

    /// <inheritdoc/>
    public bool HasMask { get; }

    /// <inheritdoc/>
    public void Read(PixelBlock block)
    {
        Check(block);
        try
        {
            Fill(block);
        }
        catch (Exception e) when (e is ApplicationException or InvalidDataException)
        {
            var now = ContentVersions.Ask(address, dataset);
            if (!address.IsRemote || now != Info.ContentVersion || !Again(block))
            {
                throw ImageFaults.OnRead(address, block.Rect, Info.ContentVersion, now, e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => dataset.Dispose();

    private void Check(PixelBlock block)
    {
        var whole = new PixelRect(0, 0, Info.Size.Width, Info.Size.Height);
        if (block.Rect.IsEmpty || block.Rect.Intersect(whole) != block.Rect)
        {
            throw new ArgumentException($"{block.Rect} does not lie inside the image {whole}.", nameof(block));
        }

        if (block.Bands != bandMap.Length || block.SampleType != Info.SampleType || block.HasMask != HasMask)
        {
            throw new ArgumentException(
                $"Found a block of {block.Bands} × {block.SampleType}, mask {block.HasMask}; expected {bandMap.Length} × {Info.SampleType}, mask {HasMask}.", nameof(block));
        }
    }

    // A server that answers again may have had its moment; a damaged block stays one.
    private bool Again(PixelBlock block)
    {
        try
        {
            Fill(block);
            return true;
        }
        catch (Exception e) when (e is ApplicationException or InvalidDataException)
        {
            return false;
        }
    }

    private void Fill(PixelBlock block)
    {
        damage.Begin(block.Rect);
        if (palette is not null)
        {
            var rect = block.Rect;
            dataset.ReadRaster(
                rect.X, rect.Y, rect.Width, rect.Height, block.Address, rect.Width, rect.Height, DataType.GDT_Byte, 1, FirstBand, 1, rect.Width, 0);
            palette.Expand(block, bandMap, palette.HasMissing);
        }
        else
        {
            ReadSamples(block);
        }

        if (mask.CanMiss)
        {
            mask.Fill(block, begun: palette is { HasMissing: true });
        }

        damage.End(block.Rect);
    }

    private void ReadSamples(PixelBlock block)
    {
        var rect = block.Rect;
        var type = GdalTypes.Of(Info.SampleType);
        var bytes = Info.SampleType.Bytes();
        var plane = rect.Count * bytes;
        if (plane <= int.MaxValue)
        {
            dataset.ReadRaster(
                rect.X, rect.Y, rect.Width, rect.Height, block.Address, rect.Width, rect.Height, type, bandMap.Length, bandMap, bytes, bytes * rect.Width, (int)plane);
        }
        else
        {
            // The bindings' strides are 32-bit integers.
            for (var b = 0; b < bandMap.Length; b++)
            {
                dataset.GetRasterBand(bandMap[b]).ReadRaster(
                    rect.X, rect.Y, rect.Width, rect.Height, (nint)(block.Address + (plane * b)), rect.Width, rect.Height, type, bytes, bytes * rect.Width);
            }
        }

        if (signedBytes)
        {
            Sign(block);
        }
    }

    // GDAL before 3.7 reads signed bytes as unsigned ones.
    private void Sign(PixelBlock block)
    {
        for (var b = 0; b < bandMap.Length; b++)
        {
            if (GdalTypes.IsSignedByte(dataset.GetRasterBand(bandMap[b])))
            {
                foreach (ref var sample in new Span<float>((float*)block.Address + (block.Rect.Count * b), checked((int)block.Rect.Count)))
                {
                    sample = sample > sbyte.MaxValue ? sample - 256 : sample;
                }
            }
        }
    }
}
