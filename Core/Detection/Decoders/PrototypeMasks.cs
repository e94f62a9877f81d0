using System.Numerics;
using System.Runtime.InteropServices;
using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// Masks as a sum of prototypes, cut to the box (YOLACT, Bolya et al. 2019, as Ultralytics has it): inside where the sum is above 0, which is where its
/// sigmoid is above ½. The prototypes' grid covers the input evenly. One thread at a time.
/// </summary>
internal sealed class PrototypeMasks(PixelSize input)
{
    private readonly MaskTracer tracer = new();
    private float[] sum = [];

    /// <summary>Traces the mask of one detection.</summary>
    /// <param name="prototypes">[masks, h, w] of its slot.</param>
    /// <param name="shape">[N, masks, h, w].</param>
    /// <param name="coefficients">Its coefficients.</param>
    /// <param name="stride">Distance from one coefficient to the next.</param>
    /// <param name="box">Its box, clipped to where the image is, input pixels.</param>
    public ReadOnlySpan<PixelPoint> Trace(
        ReadOnlySpan<float> prototypes, ReadOnlySpan<long> shape, ReadOnlySpan<float> coefficients, int stride, PixelBox box)
    {
        var (count, height, width) = ((int)shape[1], (int)shape[2], (int)shape[3]);
        double cellX = (double)input.Width / width, cellY = (double)input.Height / height;
        var (left, right) = Cells(box.XMin, box.XMax, cellX, width);
        var (top, bottom) = Cells(box.YMin, box.YMax, cellY, height);
        var columns = right - left;
        var rows = bottom - top;
        if (sum.Length < columns * rows)
        {
            sum = new float[columns * rows];
        }

        Array.Clear(sum, 0, columns * rows);
        for (var k = 0; k < count; k++)
        {
            for (var row = 0; row < rows; row++)
            {
                Accumulate(sum.AsSpan(row * columns, columns), prototypes.Slice((((k * height) + top + row) * width) + left, columns), coefficients[k * stride]);
            }
        }

        return tracer.Trace(new MaskField(sum.AsSpan(0, columns * rows), columns, rows, cellX, cellY, 0, left, top), box);
    }

    // The cells whose centres surround the interval.
    private static (int First, int End) Cells(double from, double to, double cell, int count)
    {
        var first = Math.Clamp((int)Math.Floor((from / cell) - 0.5), 0, count - 1);
        return (first, Math.Clamp((int)Math.Ceiling((to / cell) - 0.5) + 1, first + 1, count));
    }

    private static void Accumulate(Span<float> sum, ReadOnlySpan<float> prototype, float coefficient)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var terms = MemoryMarshal.Cast<float, Vector<float>>(prototype);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += terms[i] * coefficient;
        }

        for (var i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += prototype[i] * coefficient;
        }
    }
}
