namespace RedKube.Core.Geometry;

/// <summary>The outline of a detection where it is more than its axis-aligned box. Immutable.</summary>
public abstract record PixelShape
{
    /// <summary>The axis-aligned bounds.</summary>
    public abstract PixelBox Bounds { get; }

    /// <summary>Square pixels inside the outline.</summary>
    public abstract double Area { get; }

    /// <summary>
    /// The corners in order, without the first repeated at the end; clockwise as seen on the screen (y down).
    /// </summary>
    public abstract IReadOnlyList<PixelPoint> Corners { get; }
}
