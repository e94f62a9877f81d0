using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>Where an image lies in the space in which it is shown. Immutable.</summary>
/// <param name="Info">What is known of the image.</param>
/// <param name="Space">The space.</param>
/// <param name="Least">Upper left corner of what it covers.</param>
/// <param name="Most">Lower right corner of what it covers.</param>
/// <param name="MaxZoom">From this zoom on, a pixel of a tile of 256 pixels is no larger than one of the image.</param>
public sealed record MapFrame(ImageInfo Info, MapSpace Space, MapPoint Least, MapPoint Most, int MaxZoom);
