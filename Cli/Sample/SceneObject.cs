using RedKube.Core.Geometry;

namespace RedKube.Cli.Sample;

/// <summary>An object of the ground truth.</summary>
/// <param name="ClassName">ship, aircraft or tank.</param>
/// <param name="Box">The smallest box around what is drawn of it inside the image, without shadow and wake; pixels.</param>
/// <param name="Outline">Its outline inside the image, one ring, clockwise on the screen; pixels.</param>
/// <param name="Visibility">The part of it, 0 to 1, that lies inside the image and under no cloud; thin cloud counts by its opacity.</param>
internal sealed record SceneObject(string ClassName, PixelBox Box, IReadOnlyList<PixelPoint> Outline, double Visibility)
{
    /// <summary>Below this visibility an object counts neither as found nor as missed.</summary>
    public const double DifficultBelow = 0.5;

    private const int Sample = 2;

    /// <summary>Whether it counts neither way.</summary>
    public bool IsDifficult => Visibility < DifficultBelow;

    /// <summary>A world box in pixels of the image.</summary>
    public static PixelBox ToPixels(WorldBox box, int originX, int originY) =>
        new(box.XMin - originX, box.YMin - originY, box.XMax - originX, box.YMax - originY);

    /// <summary>The truth of an item, or null where nothing of it lies in the image.</summary>
    public static SceneObject? Of(Item item, Terrain terrain, int originX, int originY, PixelSize size)
    {
        var full = ToPixels(item.Box, originX, originY);
        var box = new PixelBox(Math.Max(0, full.XMin), Math.Max(0, full.YMin), Math.Min(size.Width, full.XMax), Math.Min(size.Height, full.YMax));
        if (box.Width <= 0 || box.Height <= 0)
        {
            return null;
        }

        List<PixelPoint> outline = [.. item.Outline.Select(p => new PixelPoint(p.X - originX, p.Y - originY))];
        var isCut = box != full;
        if (isCut)
        {
            outline = OutlineClipper.Clip(outline, size);
            if (outline.Count < 3)
            {
                return null;
            }

            // Cutting a ring leaves its new corners a rounding error beside the edge.
            box = new PixelBox(
                Math.Max(0, outline.Min(p => p.X)), Math.Max(0, outline.Min(p => p.Y)), Math.Min(size.Width, outline.Max(p => p.X)), Math.Min(size.Height, outline.Max(p => p.Y)));
        }

        var image = new WorldBox(originX, originY, originX + (double)size.Width, originY + (double)size.Height);
        var visibility = isCut || IsUnderCloud(item.Box, terrain) ? Visible(item, terrain, image) : 1;
        return new SceneObject(item.Kind.ToString().ToLowerInvariant(), box, outline, visibility);
    }

    private static bool IsUnderCloud(WorldBox box, Terrain terrain)
    {
        for (var y = box.YMin - Terrain.Step; y <= box.YMax + Terrain.Step; y += Terrain.Step)
        {
            for (var x = box.XMin - Terrain.Step; x <= box.XMax + Terrain.Step; x += Terrain.Step)
            {
                if (terrain.Cloud(x, y) > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static double Visible(Item item, Terrain terrain, WorldBox image)
    {
        var bodies = item.Parts.Where(p => p.Layer == PartLayer.Body).ToArray();
        double all = 0, seen = 0;
        for (var y = Math.Floor(item.Box.YMin) + 0.5; y < item.Box.YMax; y += Sample)
        {
            for (var x = Math.Floor(item.Box.XMin) + 0.5; x < item.Box.XMax; x += Sample)
            {
                if (!bodies.Any(p => p.Covers(x, y)))
                {
                    continue;
                }

                all++;
                if (x > image.XMin && x < image.XMax && y > image.YMin && y < image.YMax)
                {
                    seen += 1 - terrain.Cloud(x, y);
                }
            }
        }

        return all > 0 ? seen / all : 0;
    }
}
