namespace RedKube.Core.Planning;

/// <summary>
/// The tiles along one axis of an image. Their number is n = ⌈(L − o) / (t − o)⌉ and tile i starts at
/// ⌊(2·i·(L − t) + n − 1) / (2·(n − 1))⌋: every pixel is in a tile, tiles keep their size, the last ends at the edge,
/// neighbours overlap by at least <see cref="Overlap"/>. An axis shorter than a tile has one tile that starts at 0 and is padded.
/// </summary>
public sealed record TileAxis
{
    /// <summary>Lays tiles along an axis.</summary>
    /// <param name="length">Pixels of the image, at least 1.</param>
    /// <param name="tile">Pixels of a tile, at least 1.</param>
    /// <param name="overlap">Pixels that neighbours share at least, 0 to <paramref name="tile"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value outside its range.</exception>
    public TileAxis(int length, int tile, int overlap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tile, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(overlap, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(overlap, tile);
        Length = length;
        Tile = tile;
        Overlap = overlap;
        Count = length <= tile ? 1 : (int)(((long)length - overlap + (tile - overlap) - 1) / (tile - overlap));
    }

    /// <summary>Pixels of the image.</summary>
    public int Length { get; }

    /// <summary>Pixels of a tile.</summary>
    public int Tile { get; }

    /// <summary>Pixels that neighbours share at least.</summary>
    public int Overlap { get; }

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    /// <summary>The first pixel of a tile.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public int Start(int index) =>
        Count == 1 ? 0 : (int)(((2L * index * (Length - Tile)) + Count - 1) / (2L * (Count - 1)));

    /// <summary>The first and last tile that hold any of the pixels [from, to); first > last where none does.</summary>
    /// <param name="from">First pixel position.</param>
    /// <param name="to">End, not included.</param>
    public (int First, int Last) Touching(double from, double to)
    {
        // Guessed from the mean stride, then put right: rounding moves a start by less than one tile.
        var stride = Count == 1 ? 1.0 : (double)(Length - Tile) / (Count - 1);
        var first = (int)Math.Clamp(Math.Floor((from - Tile) / stride) - 1, 0, Count - 1);
        while (first < Count && Start(first) + Tile <= from)
        {
            first++;
        }

        var last = (int)Math.Clamp(Math.Ceiling(to / stride) + 1, 0, Count - 1);
        while (last >= 0 && Start(last) >= to)
        {
            last--;
        }

        return (first, last);
    }
}
