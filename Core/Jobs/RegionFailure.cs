using RedKube.Core.Geometry;

namespace RedKube.Core.Jobs;

/// <summary>A region that was given up: it is missing from the output.</summary>
/// <param name="Region">Its number in the plan.</param>
/// <param name="Rect">Its pixels.</param>
/// <param name="Failure">The cause.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record RegionFailure(int Region, PixelRect Rect, JobFailure Failure, int Attempts);
