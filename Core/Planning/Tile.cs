using RedKube.Core.Geometry;

namespace RedKube.Core.Planning;

/// <summary>One model input.</summary>
/// <param name="Index">Row × columns of the grid + column.</param>
/// <param name="Column">Counted from 0.</param>
/// <param name="Row">Counted from 0.</param>
/// <param name="Rect">Its pixels, always of full size; reaches beyond an image that is smaller than a tile.</param>
public readonly record struct Tile(long Index, int Column, int Row, PixelRect Rect);
