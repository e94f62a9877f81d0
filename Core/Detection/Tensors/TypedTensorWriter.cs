using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Detections;

/// <summary>A tensor writer for one sample type and one element type.</summary>
/// <typeparam name="TSample">byte, ushort, short or float.</typeparam>
/// <typeparam name="TElement">float, Half or byte.</typeparam>
internal sealed unsafe class TypedTensorWriter<TSample, TElement> : TensorWriter
    where TSample : unmanaged
    where TElement : unmanaged
{
    private readonly BandMap[] maps;
    private readonly ElementTables<TElement>? tables;
    private readonly TElement[] pads;
    private readonly bool[] copies;
    private readonly float[] floats;
    private readonly TElement[] row;
    private readonly Resampler? resampler;
    private readonly SampleType type;

    public TypedTensorWriter(ModelInput input, Letterbox letterbox, BandMap[] maps, SampleType type, ElementTables<TElement>? tables = null)
        : base(input, letterbox)
    {
        this.maps = maps;
        this.type = type;
        this.tables = typeof(TElement) == typeof(float) || type == SampleType.Float32 ? null
            : tables ?? new ElementTables<TElement>(maps, type, Elements.To<TElement>);
        pads = [.. maps.Select(map => Elements.To<TElement>(map.Pad))];
        copies = [.. maps.Select(map => typeof(TSample) == typeof(byte) && typeof(TElement) == typeof(byte) && map is { Factor: 1, Offset: 0 })];
        floats = new float[Math.Max(letterbox.Tile.Width, letterbox.Input.Width)];
        row = new TElement[floats.Length];
        resampler = letterbox.IsIdentity ? null : new Resampler(letterbox);
    }

    /// <inheritdoc/>
    public override int SlotBytes => checked((int)(Letterbox.Input.Count * maps.Length * sizeof(TElement)));

    private PixelSize Size => Letterbox.Input;

    /// <inheritdoc/>
    public override TensorWriter Clone() => new TypedTensorWriter<TSample, TElement>(Input, Letterbox, maps, type, tables);

    /// <inheritdoc/>
    public override bool Write(TilePixels pixels, Span<byte> slot)
    {
        if (!HasPixels(pixels))
        {
            return false;
        }

        var target = MemoryMarshal.Cast<byte, TElement>(slot);
        if (resampler is not null)
        {
            PadAround(target, Letterbox.Content);
            for (var channel = 0; channel < maps.Length; channel++)
            {
                Resample(pixels, target, channel);
            }

            return true;
        }

        var (left, top) = (Letterbox.Content.X - pixels.Rect.X, Letterbox.Content.Y - pixels.Rect.Y);
        PadAround(target, new PixelRect(pixels.Inside.X + left, pixels.Inside.Y + top, pixels.Inside.Width, pixels.Inside.Height));
        for (var i = 0; i < pixels.Blocks.Count; i++)
        {
            var block = pixels.Blocks[i];
            var part = block.Rect.Intersect(pixels.Inside);
            if (!part.IsEmpty)
            {
                Copy(block, part, left, top, target);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override void Pad(Span<byte> slot) => PadAround(MemoryMarshal.Cast<byte, TElement>(slot), default);

    // Left and top carry image pixels to columns and rows of the input.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(PixelBlock block, PixelRect part, int left, int top, Span<TElement> target)
    {
        for (var channel = 0; channel < maps.Length; channel++)
        {
            for (var y = part.Y; y < part.Bottom; y++)
            {
                var from = block.Row<TSample>(maps[channel].Band, y - block.Rect.Y).Slice(part.X - block.Rect.X, part.Width);
                var at = ((y + top) * Size.Width) + part.X + left;
                var to = Input.ChannelsLast ? row.AsSpan(0, part.Width) : target.Slice((channel * Size.Width * Size.Height) + at, part.Width);
                Convert(from, to, channel);
                if (block.HasMask)
                {
                    PadMissing(block.MaskRow(y - block.Rect.Y).Slice(part.X - block.Rect.X, part.Width), to, pads[channel]);
                }

                if (Input.ChannelsLast)
                {
                    Scatter(to, target[(at * maps.Length)..], channel);
                }
            }
        }
    }

    private void Convert(ReadOnlySpan<TSample> from, Span<TElement> to, int channel)
    {
        if (typeof(TElement) == typeof(float))
        {
            FloatRows.Convert(from, MemoryMarshal.Cast<TElement, float>(to), maps[channel]);
        }
        else if (tables is null)
        {
            var values = floats.AsSpan(0, from.Length);
            FloatRows.Convert(from, values, maps[channel]);
            Narrow(values, to);
        }
        else if (copies[channel])
        {
            MemoryMarshal.Cast<TSample, TElement>(from).CopyTo(to);
        }
        else if (typeof(TSample) == typeof(byte))
        {
            LookUp(MemoryMarshal.Cast<TSample, byte>(from), tables[channel], to);
        }
        else
        {
            LookUp(MemoryMarshal.Cast<TSample, ushort>(from), tables[channel], to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LookUp(ReadOnlySpan<byte> from, ReadOnlySpan<TElement> table, Span<TElement> to)
    {
        table = table[..256];
        to = to[..from.Length];
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = table[from[i]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LookUp(ReadOnlySpan<ushort> from, ReadOnlySpan<TElement> table, Span<TElement> to)
    {
        table = table[..65536];
        to = to[..from.Length];
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = table[from[i]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(ReadOnlySpan<float> from, Span<TElement> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = Elements.To<TElement>(from[i]);
        }
    }

    private static void PadMissing<T>(ReadOnlySpan<byte> mask, Span<T> to, T pad)
    {
        var at = 0;
        while (mask[at..].IndexOf((byte)0) is var missing and >= 0)
        {
            at += missing;
            var length = mask[at..].IndexOfAnyExcept((byte)0);
            length = length < 0 ? mask.Length - at : length;
            to.Slice(at, length).Fill(pad);
            at += length;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(ReadOnlySpan<TElement> from, Span<TElement> to, int channel)
    {
        var step = maps.Length;
        for (int i = 0, at = channel; i < from.Length; i++, at += step)
        {
            to[at] = from[i];
        }
    }

    private void Resample(TilePixels pixels, Span<TElement> target, int channel)
    {
        var content = Letterbox.Content;
        resampler!.Begin();
        for (var y = 0; y < content.Height; y++)
        {
            while (resampler.Needs(y, out var source, out var values))
            {
                SourceRow(pixels, pixels.Rect.Y + source, channel, values);
            }

            var made = floats.AsSpan(0, content.Width);
            resampler.MakeRow(y, made);
            var at = ((content.Y + y) * Size.Width) + content.X;
            var to = Input.ChannelsLast ? row.AsSpan(0, content.Width) : target.Slice((channel * Size.Width * Size.Height) + at, content.Width);
            Narrow(made, to);
            if (Input.ChannelsLast)
            {
                Scatter(to, target[(at * maps.Length)..], channel);
            }
        }
    }

    // One row of the tile as normalised values, pieced together from the blocks.
    private void SourceRow(TilePixels pixels, int y, int channel, Span<float> values)
    {
        values.Fill(maps[channel].Pad);
        for (var i = 0; i < pixels.Blocks.Count; i++)
        {
            var block = pixels.Blocks[i];
            var part = block.Rect.Intersect(pixels.Inside);
            if (part.IsEmpty || y < part.Y || y >= part.Bottom)
            {
                continue;
            }

            var to = values.Slice(part.X - pixels.Rect.X, part.Width);
            FloatRows.Convert(block.Row<TSample>(maps[channel].Band, y - block.Rect.Y).Slice(part.X - block.Rect.X, part.Width), to, maps[channel]);
            if (block.HasMask)
            {
                PadMissing(block.MaskRow(y - block.Rect.Y).Slice(part.X - block.Rect.X, part.Width), to, maps[channel].Pad);
            }
        }
    }

    // All elements outside a rectangle of the input.
    private void PadAround(Span<TElement> target, PixelRect written)
    {
        if (written.Width == Size.Width && written.Height == Size.Height)
        {
            return;
        }

        for (var y = 0; y < Size.Height; y++)
        {
            var inside = y >= written.Y && y < written.Bottom;
            PadRun(target, y, 0, inside ? written.X : Size.Width);
            if (inside)
            {
                PadRun(target, y, written.Right, Size.Width);
            }
        }
    }

    private void PadRun(Span<TElement> target, int y, int from, int to)
    {
        for (var channel = 0; channel < maps.Length && from < to; channel++)
        {
            if (!Input.ChannelsLast)
            {
                target.Slice((((channel * Size.Height) + y) * Size.Width) + from, to - from).Fill(pads[channel]);
                continue;
            }

            for (var x = from; x < to; x++)
            {
                target[((((y * Size.Width) + x) * maps.Length) + channel)] = pads[channel];
            }
        }
    }
}
