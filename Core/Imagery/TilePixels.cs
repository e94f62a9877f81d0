using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>
/// The pixels of one tile, still in the blocks they were decoded into, so that they are copied once only: into the model's input.
/// Valid while its blocks are held.
/// </summary>
/// <param name="Rect">The tile in the image; reaches beyond it where the image is smaller than a tile.</param>
/// <param name="Inside">The part of <paramref name="Rect"/> that lies in the image.</param>
/// <param name="Blocks">Blocks that together cover <paramref name="Inside"/>, without overlapping each other.</param>
public sealed record TilePixels(PixelRect Rect, PixelRect Inside, IReadOnlyList<PixelBlock> Blocks);
