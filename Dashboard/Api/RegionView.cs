using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Api;

/// <summary>A region of a job.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">waiting, inWork, done, givenUp or missing.</param>
/// <param name="Rect">Its pixels.</param>
/// <param name="Outline">Its corners on the map, clockwise from the upper left, lon and lat; null without georeference.</param>
/// <param name="Failure">Why it was given up, or null.</param>
/// <param name="Attempts">How often it was tried; 0 where that is not known.</param>
public sealed record RegionView(int Index, string Name, string State, PixelRect Rect, IReadOnlyList<LonLat>? Outline, FailureView? Failure, int Attempts);
