using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Api;

/// <summary>What a model found on a piece of an image.</summary>
/// <param name="Rect">The pixels that it saw.</param>
/// <param name="Device">What ran it.</param>
/// <param name="Seconds">Seconds of the run.</param>
/// <param name="Detections">Best first.</param>
public sealed record TryView(PixelRect Rect, string Device, double Seconds, IReadOnlyList<TryDetection> Detections);
