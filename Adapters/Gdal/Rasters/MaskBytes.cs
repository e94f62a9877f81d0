using System.Numerics;
using System.Runtime.InteropServices;

namespace RedKube.Adapters.Gdal.Rasters;

/// <summary>Rows of mask bytes from rows of samples, a vector at a time. 0 is missing, 255 is there.</summary>
internal static class MaskBytes
{
    /// <summary>Marks as there what differs from a value.</summary>
    /// <param name="samples">A row.</param>
    /// <param name="nodata">The value.</param>
    /// <param name="there">As many bytes; those of differing samples become 255, others stay.</param>
    public static void OrDifferent(ReadOnlySpan<byte> samples, byte nodata, Span<byte> there)
    {
        var i = 0;
        var value = new Vector<byte>(nodata);
        for (; i <= samples.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var target = there[i..];
            (new Vector<byte>(target) | ~Vector.Equals(new Vector<byte>(samples[i..]), value)).CopyTo(target);
        }

        for (; i < samples.Length; i++)
        {
            there[i] |= samples[i] == nodata ? (byte)0 : (byte)255;
        }
    }

    /// <summary>Marks as there what differs from a value; signed samples are given as their bits.</summary>
    /// <param name="samples">A row.</param>
    /// <param name="nodata">The value.</param>
    /// <param name="there">As many bytes; those of differing samples become 255, others stay.</param>
    public static void OrDifferent(ReadOnlySpan<ushort> samples, ushort nodata, Span<byte> there)
    {
        var i = 0;
        var value = new Vector<ushort>(nodata);
        for (; i <= samples.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var same = Vector.Narrow(
                Vector.Equals(new Vector<ushort>(samples[i..]), value), Vector.Equals(new Vector<ushort>(samples[(i + Vector<ushort>.Count)..]), value));
            var target = there[i..];
            (new Vector<byte>(target) | ~same).CopyTo(target);
        }

        for (; i < samples.Length; i++)
        {
            there[i] |= samples[i] == nodata ? (byte)0 : (byte)255;
        }
    }

    /// <summary>Marks as there what differs from a value; NaN differs from every value but NaN.</summary>
    /// <param name="samples">A row.</param>
    /// <param name="nodata">The value, NaN included.</param>
    /// <param name="there">As many bytes; those of differing samples become 255, others stay.</param>
    public static void OrDifferent(ReadOnlySpan<float> samples, float nodata, Span<byte> there)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var same = float.IsNaN(nodata) ? float.IsNaN(samples[i]) : samples[i] == nodata;
            there[i] |= same ? (byte)0 : (byte)255;
        }
    }

    /// <summary>Marks NaN as missing.</summary>
    /// <param name="samples">A row.</param>
    /// <param name="mask">As many bytes.</param>
    public static void AndNumbers(ReadOnlySpan<float> samples, Span<byte> mask)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            mask[i] &= float.IsNaN(samples[i]) ? (byte)0 : (byte)255;
        }
    }

    /// <summary>Keeps as there only what both have.</summary>
    /// <param name="other">A row.</param>
    /// <param name="mask">As many bytes, changed.</param>
    public static void And(ReadOnlySpan<byte> other, Span<byte> mask)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(mask);
        var others = MemoryMarshal.Cast<byte, Vector<byte>>(other);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] &= others[i];
        }

        for (var i = vectors.Length * Vector<byte>.Count; i < mask.Length; i++)
        {
            mask[i] &= other[i];
        }
    }

    /// <summary>Makes every byte but 0 255: a faint alpha is there.</summary>
    /// <param name="mask">A row.</param>
    public static void Saturate(Span<byte> mask)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(mask);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = ~Vector.Equals(vectors[i], Vector<byte>.Zero);
        }

        for (var i = vectors.Length * Vector<byte>.Count; i < mask.Length; i++)
        {
            mask[i] = mask[i] == 0 ? (byte)0 : (byte)255;
        }
    }
}
