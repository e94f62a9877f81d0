using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Outputs;

/// <summary>The outlines of detections in pixels.</summary>
public static class Outlines
{
    /// <summary>Corners of the shape, or of the box where there is none; clockwise on the screen, the first not repeated.</summary>
    /// <param name="detection">The detection.</param>
    public static IReadOnlyList<PixelPoint> Corners(in Detection detection)
    {
        if (detection.Shape is not null)
        {
            return detection.Shape.Corners;
        }

        var box = detection.Box;
        return [new(box.XMin, box.YMin), new(box.XMax, box.YMin), new(box.XMax, box.YMax), new(box.XMin, box.YMax)];
    }
}
