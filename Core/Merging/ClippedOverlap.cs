namespace RedKube.Core.Merging;

/// <summary>How two outlines compare inside the pixels that both of their tiles see.</summary>
/// <param name="Shared">Square pixels that both cover there.</param>
/// <param name="AreaA">Square pixels that one covers there.</param>
/// <param name="AreaB">Square pixels that the other covers there.</param>
/// <param name="Distance">The farthest that a corner of either lies outside the other, pixels; 0 where they clearly agree.</param>
internal readonly record struct ClippedOverlap(double Shared, double AreaA, double AreaB, double Distance)
{
    /// <summary>Intersection over union.</summary>
    public double Iou => Shared > 0 ? Shared / (AreaA + AreaB - Shared) : 0;
}
