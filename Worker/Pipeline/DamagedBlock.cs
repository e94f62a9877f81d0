using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Worker.Pipeline;

/// <summary>A block of the file that could not be decoded.</summary>
/// <param name="Rect">Its pixels.</param>
/// <param name="Cause">Why.</param>
internal sealed record DamagedBlock(PixelRect Rect, RedKubeException Cause);
