namespace RedKube.Core.Geometry;

/// <summary>One of the 2^zoom × 2^zoom tiles of a <see cref="MapSpace"/>.</summary>
/// <param name="Zoom">0: one tile is the whole space; at most <see cref="MostZoom"/>.</param>
/// <param name="X">Column, from the left, from 0.</param>
/// <param name="Y">Row, from the top, from 0.</param>
public readonly record struct MapTile(int Zoom, int X, int Y)
{
    /// <summary>The deepest zoom.</summary>
    public const int MostZoom = 28;

    /// <summary>Whether there is such a tile.</summary>
    public bool IsValid => Zoom is >= 0 and <= MostZoom && X >= 0 && Y >= 0 && X < 1L << Zoom && Y < 1L << Zoom;

    /// <summary>Length of its side, in shares of the space's.</summary>
    public double Side => 1.0 / (1L << Zoom);

    /// <summary>A point in it.</summary>
    /// <param name="x">0 at its left edge, 1 at its right.</param>
    /// <param name="y">0 at its upper edge, 1 at its lower.</param>
    public MapPoint At(double x, double y) => new((X + x) * Side, (Y + y) * Side);
}
