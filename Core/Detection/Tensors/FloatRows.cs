using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RedKube.Core.Detections;

/// <summary>Rows of samples to rows of float32, vector by vector; each element has the same bits wherever a row is cut.</summary>
internal static class FloatRows
{
    /// <summary>Converts a row.</summary>
    /// <typeparam name="T">byte, ushort, short or float.</typeparam>
    /// <param name="from">Samples.</param>
    /// <param name="to">As many elements.</param>
    /// <param name="map">The band's map.</param>
    public static void Convert<T>(ReadOnlySpan<T> from, Span<float> to, in BandMap map)
        where T : unmanaged
    {
        if (from.Length < Vector<T>.Count)
        {
            Few(from, to, map);
        }
        else if (typeof(T) == typeof(byte))
        {
            Bytes(MemoryMarshal.Cast<T, byte>(from), to, map);
        }
        else if (typeof(T) == typeof(float))
        {
            Floats(MemoryMarshal.Cast<T, float>(from), to, map);
        }
        else
        {
            Shorts(from, to, map);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Bytes(ReadOnlySpan<byte> from, Span<float> to, in BandMap map)
    {
        var kernel = new Kernel(map);
        var count = Vector<float>.Count;
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        var last = from.Length - Vector<byte>.Count;
        for (var i = 0; i <= last; i = Next(i, Vector<byte>.Count, last))
        {
            Vector.Widen(Vector.LoadUnsafe(ref source, (nuint)i), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            kernel.Apply(Vector.ConvertToSingle(a.As<uint, int>())).StoreUnsafe(ref target, (nuint)i);
            kernel.Apply(Vector.ConvertToSingle(b.As<uint, int>())).StoreUnsafe(ref target, (nuint)(i + count));
            kernel.Apply(Vector.ConvertToSingle(c.As<uint, int>())).StoreUnsafe(ref target, (nuint)(i + (2 * count)));
            kernel.Apply(Vector.ConvertToSingle(d.As<uint, int>())).StoreUnsafe(ref target, (nuint)(i + (3 * count)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shorts<T>(ReadOnlySpan<T> from, Span<float> to, in BandMap map)
        where T : unmanaged
    {
        var kernel = new Kernel(map);
        var count = Vector<float>.Count;
        var last = from.Length - Vector<ushort>.Count;
        ref var target = ref MemoryMarshal.GetReference(to);
        if (typeof(T) == typeof(ushort))
        {
            var samples = MemoryMarshal.Cast<T, ushort>(from);
            for (var i = 0; i <= last; i = Next(i, Vector<ushort>.Count, last))
            {
                Vector.Widen(Vector.LoadUnsafe(ref MemoryMarshal.GetReference(samples), (nuint)i), out var low, out var high);
                kernel.Apply(Vector.ConvertToSingle(low.As<uint, int>())).StoreUnsafe(ref target, (nuint)i);
                kernel.Apply(Vector.ConvertToSingle(high.As<uint, int>())).StoreUnsafe(ref target, (nuint)(i + count));
            }
        }
        else
        {
            var samples = MemoryMarshal.Cast<T, short>(from);
            for (var i = 0; i <= last; i = Next(i, Vector<short>.Count, last))
            {
                Vector.Widen(Vector.LoadUnsafe(ref MemoryMarshal.GetReference(samples), (nuint)i), out var low, out var high);
                kernel.Apply(Vector.ConvertToSingle(low)).StoreUnsafe(ref target, (nuint)i);
                kernel.Apply(Vector.ConvertToSingle(high)).StoreUnsafe(ref target, (nuint)(i + count));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Floats(ReadOnlySpan<float> from, Span<float> to, in BandMap map)
    {
        var kernel = new Kernel(map);
        var count = Vector<float>.Count;
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        var last = from.Length - count;
        for (var i = 0; i <= last; i = Next(i, count, last))
        {
            kernel.ApplyFinite(Vector.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
        }
    }

    // Less than a vector.
    private static void Few<T>(ReadOnlySpan<T> from, Span<float> to, in BandMap map)
        where T : unmanaged
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = map.Apply(
                typeof(T) == typeof(byte) ? Unsafe.BitCast<T, byte>(from[i])
                : typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(from[i])
                : typeof(T) == typeof(ushort) ? Unsafe.BitCast<T, ushort>(from[i]) : Unsafe.BitCast<T, short>(from[i]));
        }
    }

    // The last vector ends at the row's end and so does some elements twice, to the same bits; after it comes the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(int at, int count, int last) => at == last ? last + 1 : Math.Min(at + count, last);

    // BandMap.Apply on vectors: the same operations in the same order, hence the same bits.
    private readonly struct Kernel(in BandMap map)
    {
        private readonly Vector<float> factor = new(map.Factor);
        private readonly Vector<float> offset = new(map.Offset);
        private readonly Vector<float> low = new(map.Low);
        private readonly Vector<float> high = new(map.High);
        private readonly Vector<float> pad = new(map.Pad);
        private readonly bool clamped = map.Clamped;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Apply(Vector<float> value)
        {
            var scaled = value * factor;
            var result = scaled + offset;
            return clamped ? Clamp(result) : result;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> ApplyFinite(Vector<float> value)
        {
            var result = Apply(value);
            var finite = Vector.LessThanOrEqual(Vector.Abs(result), new Vector<float>(float.MaxValue));
            return Vector.ConditionalSelect(finite, result, pad);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector<float> Clamp(Vector<float> value)
        {
            value = Vector.ConditionalSelect(Vector.LessThan(value, low), low, value);
            return Vector.ConditionalSelect(Vector.GreaterThan(value, high), high, value);
        }
    }
}
