using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RedKube.Core.Detections;

/// <summary>
/// Resamples one channel of a tile to its place in the input: first down columns, a whole row at a time, then along the row. Keeps only the source rows that the
/// next target row needs. One thread at a time.
/// </summary>
internal sealed class Resampler
{
    private readonly ResampleAxis x;
    private readonly ResampleAxis y;
    private readonly float[][] rows;
    private readonly float[] mixed;
    private int taken;

    /// <summary>Makes a resampler.</summary>
    /// <param name="letterbox">How tiles lie in the input.</param>
    public Resampler(Letterbox letterbox)
    {
        x = new ResampleAxis(letterbox.Tile.Width, letterbox.Content.Width, letterbox.Scale);
        y = new ResampleAxis(letterbox.Tile.Height, letterbox.Content.Height, letterbox.Scale);
        mixed = new float[letterbox.Tile.Width];
        rows = new float[y.MostWeights][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new float[letterbox.Tile.Width];
        }
    }

    /// <summary>Starts a channel.</summary>
    public void Begin() => taken = 0;

    /// <summary>The next source row to give before a target row can be made.</summary>
    /// <param name="target">The target row.</param>
    /// <param name="source">The source row's number.</param>
    /// <param name="values">To be filled with its values.</param>
    /// <returns>False where all rows are there.</returns>
    public bool Needs(int target, out int source, out Span<float> values)
    {
        // Rows before the first that is needed are never needed again.
        taken = Math.Max(taken, y.First(target));
        source = taken;
        values = rows[source % rows.Length];
        if (source >= y.First(target) + y.Weights(target).Length)
        {
            return false;
        }

        taken++;
        return true;
    }

    /// <summary>Makes a target row.</summary>
    /// <param name="target">The target row; in ascending order.</param>
    /// <param name="values">The content's width of values.</param>
    public void MakeRow(int target, Span<float> values)
    {
        Array.Clear(mixed);
        var weights = y.Weights(target);
        for (var k = 0; k < weights.Length; k++)
        {
            Accumulate(mixed, rows[(y.First(target) + k) % rows.Length], weights[k]);
        }

        x.Apply(mixed, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
