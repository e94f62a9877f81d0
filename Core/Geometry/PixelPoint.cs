namespace RedKube.Core.Geometry;

/// <summary>
/// A point in continuous pixel space: x to the right, y down; (0, 0) is the outer corner of the first pixel, whose centre is (0.5, 0.5).
/// </summary>
/// <param name="X">Pixels to the right.</param>
/// <param name="Y">Pixels down.</param>
public readonly record struct PixelPoint(double X, double Y);
