namespace RedKube.Core.Geometry;

/// <summary>An axis-aligned box in continuous pixel space. The first pixel of an image is the box [0, 0, 1, 1].</summary>
/// <param name="XMin">Left edge.</param>
/// <param name="YMin">Upper edge.</param>
/// <param name="XMax">Right edge, not less than <paramref name="XMin"/>.</param>
/// <param name="YMax">Lower edge, not less than <paramref name="YMin"/>.</param>
public readonly record struct PixelBox(double XMin, double YMin, double XMax, double YMax)
{
    /// <summary>Extent in x, pixels.</summary>
    public double Width => XMax - XMin;

    /// <summary>Extent in y, pixels.</summary>
    public double Height => YMax - YMin;

    /// <summary>Square pixels.</summary>
    public double Area => Width * Height;

    /// <summary>The middle of the box.</summary>
    public PixelPoint Centre => new((XMin + XMax) / 2, (YMin + YMax) / 2);

    /// <summary>Square pixels that both cover.</summary>
    /// <param name="other">The other box.</param>
    public double IntersectionArea(PixelBox other)
    {
        var width = Math.Min(XMax, other.XMax) - Math.Max(XMin, other.XMin);
        var height = Math.Min(YMax, other.YMax) - Math.Max(YMin, other.YMin);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /// <summary>The smallest box around both.</summary>
    /// <param name="other">The other box.</param>
    public PixelBox Union(PixelBox other) =>
        new(Math.Min(XMin, other.XMin), Math.Min(YMin, other.YMin), Math.Max(XMax, other.XMax), Math.Max(YMax, other.YMax));
}
