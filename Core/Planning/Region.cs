using RedKube.Core.Geometry;

namespace RedKube.Core.Planning;

/// <summary>A set of whole tiles, neighbours in the grid: the unit of distributed work, claimed, leased, retried.</summary>
/// <param name="Index">Its number in the plan: row × columns of regions + column.</param>
/// <param name="FirstColumn">First tile column.</param>
/// <param name="FirstRow">First tile row.</param>
/// <param name="Columns">Number of tile columns.</param>
/// <param name="Rows">Number of tile rows.</param>
public readonly record struct Region(int Index, int FirstColumn, int FirstRow, int Columns, int Rows)
{
    /// <summary>Its name: the folder of its results, and what messages call it.</summary>
    public string Name => $"r{Index:D6}";

    /// <summary>The pixels under its tiles, inside the image.</summary>
    /// <param name="grid">The grid that it is a part of.</param>
    public PixelRect Rect(TileGrid grid)
    {
        var first = grid.At(FirstColumn, FirstRow).Rect;
        var last = grid.At(FirstColumn + Columns - 1, FirstRow + Rows - 1).Rect;
        return new PixelRect(first.X, first.Y, last.Right - first.X, last.Bottom - first.Y).Intersect(new(0, 0, grid.Image.Width, grid.Image.Height));
    }
}
