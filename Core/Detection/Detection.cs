using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>One object that a model reported, in full-image pixels.</summary>
/// <param name="Box">The axis-aligned box: the model's own, or the bounds of <paramref name="Shape"/>.</param>
/// <param name="ClassIndex">Index into the model card's names.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Tile">Index of the tile that saw it; after a merge, of the tile whose detection came first in merge order.</param>
/// <param name="Shape">An oriented box or a mask outline; null for a plain box.</param>
public readonly record struct Detection(PixelBox Box, int ClassIndex, float Score, long Tile, PixelShape? Shape = null)
{
    /// <summary>Square pixels inside the outline.</summary>
    public double Area => Shape?.Area ?? Box.Area;
}
