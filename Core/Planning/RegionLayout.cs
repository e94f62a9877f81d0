using RedKube.Core.Geometry;

namespace RedKube.Core.Planning;

/// <summary>How the tiles of a grid are dealt to regions. It never changes a tile, so the result of a job does not depend on it.</summary>
public sealed record RegionLayout
{
    private readonly TileGrid grid;

    /// <summary>Deals the tiles of a grid.</summary>
    /// <param name="grid">The tiles.</param>
    /// <param name="regionSize">About this many pixels along each side of a region.</param>
    /// <param name="block">
    /// What the file decodes at once. Where it is wider than a region (strips, one-tile files), a region becomes a band of the image's full
    /// width with about as many pixels, so that no block is decoded for several regions side by side.
    /// </param>
    /// <param name="mostHeld">
    /// The pixels that fit into memory at once. Where the blocks under one row of tiles of a band are more, regions are as usual and blocks are decoded
    /// again for each.
    /// </param>
    public RegionLayout(TileGrid grid, int regionSize, PixelSize block, long mostHeld = long.MaxValue)
    {
        this.grid = grid;
        IsWide = block.Width > regionSize && grid.Columns > 1;
        IsBands = IsWide && (long)grid.Image.Width * Math.Min((long)grid.TileSize.Height + block.Height, grid.Image.Height) <= mostHeld;
        if (IsBands)
        {
            TileColumns = grid.Columns;
            var rows = Math.Max(1, (long)regionSize * regionSize / grid.Image.Width);
            TileRows = TilesIn(grid.Y, (int)Math.Min(rows, int.MaxValue));
        }
        else
        {
            TileColumns = TilesIn(grid.X, regionSize);
            TileRows = TilesIn(grid.Y, regionSize);
        }

        Columns = (grid.Columns + TileColumns - 1) / TileColumns;
        Rows = (grid.Rows + TileRows - 1) / TileRows;
    }

    /// <summary>Whether blocks are wider than a region.</summary>
    public bool IsWide { get; }

    /// <summary>Whether regions are bands of the image's full width.</summary>
    public bool IsBands { get; }

    /// <summary>Tile columns of a region (the last may have fewer).</summary>
    public int TileColumns { get; }

    /// <summary>Tile rows of a region (the last may have fewer).</summary>
    public int TileRows { get; }

    /// <summary>Columns of regions.</summary>
    public int Columns { get; }

    /// <summary>Rows of regions.</summary>
    public int Rows { get; }

    /// <summary>Number of regions, those that an area leaves empty included.</summary>
    public int Count => checked(Columns * Rows);

    /// <summary>The region of a number.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1, row by row.</param>
    public Region At(int index)
    {
        var column = index % Columns * TileColumns;
        var row = index / Columns * TileRows;
        return new Region(index, column, row, Math.Min(TileColumns, grid.Columns - column), Math.Min(TileRows, grid.Rows - row));
    }

    /// <summary>The regions with a tile that holds any of these pixels: first column, first row, columns, rows in units of regions.</summary>
    /// <param name="rect">Pixels inside the image.</param>
    public PixelRect Touching(PixelRect rect)
    {
        var (left, right) = grid.X.Touching(rect.X, rect.Right);
        var (top, bottom) = grid.Y.Touching(rect.Y, rect.Bottom);
        int x = left / TileColumns, y = top / TileRows;
        return new PixelRect(x, y, (right / TileColumns) - x + 1, (bottom / TileRows) - y + 1);
    }

    private static int TilesIn(TileAxis axis, int pixels) =>
        Math.Clamp((pixels - axis.Overlap) / (axis.Tile - axis.Overlap), 1, axis.Count);
}
