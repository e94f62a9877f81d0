using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Preview;

/// <summary>An object to be drawn.</summary>
/// <param name="ClassName">Its class, which decides its colour.</param>
/// <param name="Box">Its box, in full-image pixels.</param>
/// <param name="Shape">Its outline, drawn instead of the box where there is one.</param>
public sealed record PreviewMark(string ClassName, PixelBox Box, PixelShape? Shape = null);
