using RedKube.Core.Imagery;

namespace RedKube.Core.Detections;

/// <summary>
/// Writes tiles into the slots of an input tensor: range-adjusted, scaled, normalised, letterboxed where sizes differ, straight from the blocks that the
/// image was decoded into. The result depends neither on how blocks cut the tile nor on threads. One thread at a time; <see cref="Clone"/> makes one for another.
/// </summary>
public abstract class TensorWriter
{
    private protected TensorWriter(ModelInput input, Letterbox letterbox)
    {
        Input = input;
        Letterbox = letterbox;
    }

    /// <summary>How tiles lie in the input.</summary>
    public Letterbox Letterbox { get; }

    /// <summary>Bytes of one slot.</summary>
    public abstract int SlotBytes { get; }

    private protected ModelInput Input { get; }

    /// <summary>Makes a writer.</summary>
    /// <param name="input">The input tensor.</param>
    /// <param name="options">Sample type, bands and ranges.</param>
    /// <param name="letterbox">How tiles lie in the input.</param>
    /// <exception cref="Errors.RedKubeException">RK3004 where the number of bands is not the model's, RK1001 where a range is empty.</exception>
    public static TensorWriter Create(ModelInput input, DetectorOptions options, Letterbox letterbox)
    {
        var maps = BandMap.All(input, options);
        return (options.SampleType, input.Element) switch
        {
            (SampleType.Byte, InputElement.Float32) => new TypedTensorWriter<byte, float>(input, letterbox, maps, options.SampleType),
            (SampleType.Byte, InputElement.Float16) => new TypedTensorWriter<byte, Half>(input, letterbox, maps, options.SampleType),
            (SampleType.Byte, _) => new TypedTensorWriter<byte, byte>(input, letterbox, maps, options.SampleType),
            (SampleType.UInt16, InputElement.Float32) => new TypedTensorWriter<ushort, float>(input, letterbox, maps, options.SampleType),
            (SampleType.UInt16, InputElement.Float16) => new TypedTensorWriter<ushort, Half>(input, letterbox, maps, options.SampleType),
            (SampleType.UInt16, _) => new TypedTensorWriter<ushort, byte>(input, letterbox, maps, options.SampleType),
            (SampleType.Int16, InputElement.Float32) => new TypedTensorWriter<short, float>(input, letterbox, maps, options.SampleType),
            (SampleType.Int16, InputElement.Float16) => new TypedTensorWriter<short, Half>(input, letterbox, maps, options.SampleType),
            (SampleType.Int16, _) => new TypedTensorWriter<short, byte>(input, letterbox, maps, options.SampleType),
            (_, InputElement.Float32) => new TypedTensorWriter<float, float>(input, letterbox, maps, options.SampleType),
            (_, InputElement.Float16) => new TypedTensorWriter<float, Half>(input, letterbox, maps, options.SampleType),
            _ => new TypedTensorWriter<float, byte>(input, letterbox, maps, options.SampleType),
        };
    }

    /// <summary>A writer of the same kind for another thread; tables are shared.</summary>
    public abstract TensorWriter Clone();

    /// <summary>Writes a tile.</summary>
    /// <param name="pixels">The tile; its size is the letterbox's.</param>
    /// <param name="slot">The slot's bytes; every one is written.</param>
    /// <returns>False, and nothing written, where every pixel of the tile is missing.</returns>
    public abstract bool Write(TilePixels pixels, Span<byte> slot);

    /// <summary>Fills a slot with padding.</summary>
    /// <param name="slot">The slot's bytes.</param>
    public abstract void Pad(Span<byte> slot);

    /// <summary>Whether any pixel of a tile is there.</summary>
    /// <param name="pixels">The tile.</param>
    public static bool HasPixels(TilePixels pixels)
    {
        for (var i = 0; i < pixels.Blocks.Count; i++)
        {
            var block = pixels.Blocks[i];
            var part = block.Rect.Intersect(pixels.Inside);
            if (part.IsEmpty)
            {
                continue;
            }

            if (!block.HasMask)
            {
                return true;
            }

            for (var y = part.Y; y < part.Bottom; y++)
            {
                if (block.MaskRow(y - block.Rect.Y).Slice(part.X - block.Rect.X, part.Width).ContainsAnyExcept((byte)0))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
