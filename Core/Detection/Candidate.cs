using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>What a decoder found, in the pixels of the model's input, before suppression.</summary>
/// <param name="Box">The box; the bounds where it is oriented.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="ClassIndex">Index into the card's names.</param>
/// <param name="Index">Which anchor, query or row it was.</param>
/// <param name="Width">Of an oriented box: extent along <paramref name="Angle"/>.</param>
/// <param name="Height">Of an oriented box: extent across it.</param>
/// <param name="Angle">Of an oriented box: radians from x towards y.</param>
internal readonly record struct Candidate(
    PixelBox Box, float Score, int ClassIndex, int Index, double Width = 0, double Height = 0, double Angle = 0)
{
    public OrientedBox Oriented() => new(Box.Centre, Width, Height, Angle);
}
