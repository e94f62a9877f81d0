using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>What is done with two entries of a <see cref="SpatialIndex"/> that overlap.</summary>
internal interface IPairVisitor
{
    /// <summary>Called before, with eight entries at once, to leave out those that cannot matter.</summary>
    /// <param name="i">An entry.</param>
    /// <param name="j">The first of eight others, one after the other.</param>
    /// <param name="mask">A bit for each that overlaps, the lowest for the first.</param>
    /// <returns>The bits of those to be visited.</returns>
    uint Select(int i, int j, uint mask);

    /// <summary>Called with two entries.</summary>
    /// <param name="detections">What the index was built over.</param>
    /// <param name="i">An entry.</param>
    /// <param name="j">Another.</param>
    void Visit(ReadOnlySpan<Detection> detections, int i, int j);
}
