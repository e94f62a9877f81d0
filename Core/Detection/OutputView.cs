namespace RedKube.Core.Detections;

/// <summary>What a run left in one output.</summary>
/// <param name="data">Elements in row-major order.</param>
/// <param name="shape">The sides; their product is the length of the data.</param>
public readonly ref struct OutputView(ReadOnlySpan<float> data, ReadOnlySpan<long> shape)
{
    /// <summary>Elements in row-major order.</summary>
    public ReadOnlySpan<float> Data { get; } = data;

    /// <summary>The sides.</summary>
    public ReadOnlySpan<long> Shape { get; } = shape;

    /// <summary>The part of the data that belongs to one item of the first side.</summary>
    /// <param name="index">0 to the first side − 1.</param>
    internal ReadOnlySpan<float> Item(int index)
    {
        var size = Data.Length / (int)Math.Max(1, Shape[0]);
        return Data.Slice(index * size, size);
    }
}
