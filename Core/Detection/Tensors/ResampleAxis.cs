using System.Runtime.CompilerServices;

namespace RedKube.Core.Detections;

/// <summary>
/// Which source pixels make each target pixel along one axis, and with what weight: bilinear between pixel centres; from two source pixels per target
/// pixel on, the mean over the source pixels that it covers, so that nothing is skipped.
/// </summary>
internal sealed class ResampleAxis
{
    private readonly int[] first;
    private readonly int[] start;
    private readonly float[] weights;

    /// <summary>Lays out an axis.</summary>
    /// <param name="source">Source pixels.</param>
    /// <param name="target">Target pixels.</param>
    /// <param name="scale">Target pixels per source pixel.</param>
    public ResampleAxis(int source, int target, double scale)
    {
        first = new int[target];
        start = new int[target + 1];
        var all = new List<float>();
        for (var i = 0; i < target; i++)
        {
            start[i] = all.Count;
            first[i] = scale <= 0.5 ? Mean(i / scale, (i + 1) / scale, source, all) : Linear(((i + 0.5) / scale) - 0.5, source, all);
        }

        start[target] = all.Count;
        weights = [.. all];
        MostWeights = Enumerable.Range(0, target).Max(i => start[i + 1] - start[i]);
    }

    /// <summary>The most source pixels that a target pixel is made of.</summary>
    public int MostWeights { get; }

    /// <summary>Number of target pixels.</summary>
    public int Count => first.Length;

    /// <summary>The first source pixel of a target pixel.</summary>
    /// <param name="target">The target pixel.</param>
    public int First(int target) => first[target];

    /// <summary>Weights of that and the following source pixels; their sum is 1.</summary>
    /// <param name="target">The target pixel.</param>
    public ReadOnlySpan<float> Weights(int target) => weights.AsSpan(start[target]..start[target + 1]);

    /// <summary>Resamples a row.</summary>
    /// <param name="from">Source pixels.</param>
    /// <param name="to">Target pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        if (weights.Length == 2 * first.Length && MostWeights == 2)
        {
            Pairs(from, to);
            return;
        }

        for (var i = 0; i < to.Length; i++)
        {
            var taps = Weights(i);
            var pixels = from.Slice(first[i], taps.Length);
            var sum = 0f;
            for (var k = 0; k < taps.Length; k++)
            {
                sum += taps[k] * pixels[k];
            }

            to[i] = sum;
        }
    }

    // Two source pixels each, as bilinear weights always are.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pairs(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            var left = first[i];
            var sum = weights[2 * i] * from[left];
            var right = weights[(2 * i) + 1] * from[left + 1];
            to[i] = sum + right;
        }
    }

    private static int Linear(double at, int source, List<float> weights)
    {
        at = Math.Clamp(at, 0, source - 1);
        var left = Math.Min((int)at, Math.Max(source - 2, 0));
        var part = (float)(at - left);
        weights.Add(1 - part);
        if (source > 1)
        {
            weights.Add(part);
        }

        return left;
    }

    private static int Mean(double from, double to, int source, List<float> weights)
    {
        to = Math.Min(to, source);
        from = Math.Clamp(from, 0, to - 1e-9);
        var left = (int)from;
        for (var pixel = left; pixel < to && pixel < source; pixel++)
        {
            weights.Add((float)((Math.Min(pixel + 1, to) - Math.Max(pixel, from)) / (to - from)));
        }

        return left;
    }
}
