using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Merging;

/// <summary>An object of a made-up scene.</summary>
internal sealed record TrueObject(PixelBox Bounds, OrientedBox? Oriented, int ClassIndex)
{
    public static TrueObject Box(PixelBox box, int classIndex = 0) => new(box, null, classIndex);

    public static TrueObject Turned(OrientedBox box, int classIndex = 0) => new(box.Bounds, box, classIndex);
}
