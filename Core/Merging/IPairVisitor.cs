using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>What is done with two entries of a <see cref="SpatialIndex"/> that overlap.</summary>
internal interface IPairVisitor
{
    /// <summary>Called with two entries.</summary>
    /// <param name="detections">What the index was built over.</param>
    /// <param name="i">An entry.</param>
    /// <param name="j">Another.</param>
    void Visit(ReadOnlySpan<Detection> detections, int i, int j);
}
