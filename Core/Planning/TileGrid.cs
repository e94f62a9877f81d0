using RedKube.Core.Geometry;

namespace RedKube.Core.Planning;

/// <summary>All tiles of an image. It belongs to the image: size, tile size and overlap alone decide it; it holds no list of them.</summary>
public sealed record TileGrid
{
    /// <summary>Lays a grid over an image.</summary>
    /// <param name="image">Size of the image.</param>
    /// <param name="tile">Size of a tile.</param>
    /// <param name="overlap">Pixels that neighbours share at least, in x and y.</param>
    public TileGrid(PixelSize image, PixelSize tile, PixelSize overlap)
    {
        X = new TileAxis(image.Width, tile.Width, overlap.Width);
        Y = new TileAxis(image.Height, tile.Height, overlap.Height);
    }

    /// <summary>The columns.</summary>
    public TileAxis X { get; }

    /// <summary>The rows.</summary>
    public TileAxis Y { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => X.Count;

    /// <summary>Number of rows.</summary>
    public int Rows => Y.Count;

    /// <summary>Number of tiles.</summary>
    public long Count => (long)Columns * Rows;

    /// <summary>Size of the image.</summary>
    public PixelSize Image => new(X.Length, Y.Length);

    /// <summary>Size of a tile.</summary>
    public PixelSize TileSize => new(X.Tile, Y.Tile);

    /// <summary>Pixels that neighbours share at least.</summary>
    public PixelSize Overlap => new(X.Overlap, Y.Overlap);

    /// <summary>The tile at a place in the grid.</summary>
    /// <param name="column">Counted from 0.</param>
    /// <param name="row">Counted from 0.</param>
    public Tile At(int column, int row) =>
        new(((long)row * Columns) + column, column, row, new PixelRect(X.Start(column), Y.Start(row), X.Tile, Y.Tile));

    /// <summary>The tile of an index.</summary>
    /// <param name="index">Row × columns + column.</param>
    public Tile At(long index) => At((int)(index % Columns), (int)(index / Columns));
}
