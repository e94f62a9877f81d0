namespace RedKube.Core.Detections;

/// <summary>One input or output of a model, as its graph declares it.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Element">Element type: float32, float16, uint8, int64, …</param>
/// <param name="Shape">Its sides; −1 where the graph leaves one open.</param>
public sealed record TensorInfo(string Name, string Element, IReadOnlyList<int> Shape)
{
    /// <summary>Number of sides.</summary>
    public int Rank => Shape.Count;

    /// <summary>Whether its elements are floating point numbers.</summary>
    public bool IsFloat => Element is "float32" or "float16" or "float64" or "bfloat16";

    /// <summary>Whether its elements are whole numbers.</summary>
    public bool IsInteger => Element is "int64" or "int32" or "uint8" or "int16" or "uint16" or "int8";

    /// <summary>A side counted from the end: 1 is the last.</summary>
    /// <param name="fromEnd">1 to the rank.</param>
    /// <returns>The side, or −1 where it is open.</returns>
    public int Side(int fromEnd) => Shape[^fromEnd];

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Element}[{string.Join(", ", Shape.Select(side => side < 0 ? "?" : $"{side}"))}]";
}
