namespace RedKube.Core.Geometry;

/// <summary>A rectangle of whole pixels: first column, first row, width, height. It covers [X, X+Width) × [Y, Y+Height).</summary>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelRect(int X, int Y, int Width, int Height)
{
    /// <summary>The column after the last.</summary>
    public int Right => X + Width;

    /// <summary>The row after the last.</summary>
    public int Bottom => Y + Height;

    /// <summary>The number of pixels.</summary>
    public long Count => (long)Width * Height;

    /// <summary>Whether it holds no pixel.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The same rectangle in continuous pixel space.</summary>
    public PixelBox ToBox() => new(X, Y, Right, Bottom);

    /// <summary>The pixels that both hold; empty where they hold none in common.</summary>
    /// <param name="other">The other rectangle.</param>
    public PixelRect Intersect(PixelRect other)
    {
        var x = Math.Max(X, other.X);
        var y = Math.Max(Y, other.Y);
        return new PixelRect(x, y, Math.Max(0, Math.Min(Right, other.Right) - x), Math.Max(0, Math.Min(Bottom, other.Bottom) - y));
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{X}, {Y}, {Width} × {Height}]";
}
