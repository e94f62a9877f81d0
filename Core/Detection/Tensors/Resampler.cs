using System.Numerics;
using System.Runtime.InteropServices;

namespace RedKube.Core.Detections;

/// <summary>Resamples one channel of a tile to its place in the input: first along rows, then down columns. Keeps its memory. One thread at a time.</summary>
internal sealed class Resampler
{
    private readonly ResampleAxis x;
    private readonly ResampleAxis y;
    private readonly float[] narrowed;

    public Resampler(Letterbox letterbox)
    {
        x = new ResampleAxis(letterbox.Tile.Width, letterbox.Content.Width, letterbox.Scale);
        y = new ResampleAxis(letterbox.Tile.Height, letterbox.Content.Height, letterbox.Scale);
        narrowed = new float[x.Count * letterbox.Tile.Height];
    }

    /// <summary>Takes a source row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="values">The tile's width of values.</param>
    public void AddRow(int row, ReadOnlySpan<float> values)
    {
        var to = narrowed.AsSpan(row * x.Count, x.Count);
        for (var i = 0; i < to.Length; i++)
        {
            var weights = x.Weights(i);
            var from = values.Slice(x.First(i), weights.Length);
            var sum = 0f;
            for (var k = 0; k < weights.Length; k++)
            {
                sum += weights[k] * from[k];
            }

            to[i] = sum;
        }
    }

    /// <summary>Makes a target row, once all source rows were taken.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="values">The content's width of values.</param>
    public void MakeRow(int row, Span<float> values)
    {
        values.Clear();
        var weights = y.Weights(row);
        for (var k = 0; k < weights.Length; k++)
        {
            Accumulate(values, narrowed.AsSpan((y.First(row) + k) * x.Count, x.Count), weights[k]);
        }
    }

    private static void Accumulate(Span<float> sum, ReadOnlySpan<float> row, float weight)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var terms = MemoryMarshal.Cast<float, Vector<float>>(row);
        for (var i = 0; i < sums.Length; i++)
        {
            var term = terms[i] * weight;
            sums[i] += term;
        }

        for (var i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            var term = row[i] * weight;
            sum[i] += term;
        }
    }
}
