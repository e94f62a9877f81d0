using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Api;

/// <summary>One detection of a try.</summary>
/// <param name="Class">The class's name.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Box">Its box in full-image pixels.</param>
/// <param name="Outline">Corners in full-image pixels.</param>
public sealed record TryDetection(string Class, float Score, PixelBox Box, IReadOnlyList<PixelPoint> Outline);
