namespace RedKube.Core.Geometry;

/// <summary>A size in whole pixels.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>The number of pixels.</summary>
    public long Count => (long)Width * Height;

    /// <inheritdoc/>
    public override string ToString() => $"{Width} × {Height}";
}
