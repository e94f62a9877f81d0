using RedKube.Core.Geometry;

namespace RedKube.Core.Tests.Merging;

/// <summary>Made-up scenes whose objects never overlap.</summary>
internal static class Scenes
{
    /// <summary>Objects anywhere, at least a gap apart.</summary>
    public static List<TrueObject> Scattered(int seed, PixelSize image, int tries, double shortest, double longest, bool oriented, double gap = 2, double mostElongated = 3)
    {
        var random = new Random(seed);
        var objects = new List<TrueObject>();
        for (var t = 0; t < tries; t++)
        {
            var length = shortest + (random.NextDouble() * (longest - shortest));
            var width = Math.Max(shortest, length / (1 + (random.NextDouble() * (mostElongated - 1))));
            if (random.Next(2) == 0)
            {
                (length, width) = (width, length);
            }

            TryAdd(objects, image, random, length, width, oriented, gap);
        }

        return objects;
    }

    /// <summary>Rows of equal objects that touch side by side, the rows themselves apart.</summary>
    public static List<TrueObject> Rows(int seed, PixelSize image, int tries, double shortest, double longest, bool oriented)
    {
        var random = new Random(seed);
        var objects = new List<TrueObject>();
        var rows = new List<OrientedBox>();
        for (var t = 0; t < tries; t++)
        {
            var along = shortest + (random.NextDouble() * (longest - shortest));
            var across = shortest + (random.NextDouble() * (longest - shortest));
            var count = random.Next(2, 12);
            var angle = oriented ? random.NextDouble() * Math.PI : random.Next(2) * Math.PI / 2;
            var row = new OrientedBox(Place(random, image), along * count, across, angle);
            var bounds = row.Bounds;
            if (bounds.XMin < 0 || bounds.YMin < 0 || bounds.XMax > image.Width || bounds.YMax > image.Height || rows.Exists(r => Near(r, row, 2)))
            {
                continue;
            }

            rows.Add(row);
            var (sin, cos) = Math.SinCos(angle);
            for (var i = 0; i < count; i++)
            {
                var at = (i - ((count - 1) / 2.0)) * along;
                var box = new OrientedBox(new PixelPoint(row.Centre.X + (at * cos), row.Centre.Y + (at * sin)), along, across, angle);
                objects.Add(oriented ? TrueObject.Turned(box) : TrueObject.Box(box.Bounds));
            }
        }

        return objects;
    }

    private static void TryAdd(List<TrueObject> objects, PixelSize image, Random random, double length, double width, bool oriented, double gap)
    {
        var box = new OrientedBox(Place(random, image), length, width, oriented ? random.NextDouble() * Math.PI : 0);
        var bounds = box.Bounds;
        if (bounds.XMin < 0 || bounds.YMin < 0 || bounds.XMax > image.Width || bounds.YMax > image.Height)
        {
            return;
        }

        foreach (var other in objects)
        {
            if (Math.Max(bounds.XMin, other.Bounds.XMin) < Math.Min(bounds.XMax, other.Bounds.XMax) + gap
                && Math.Max(bounds.YMin, other.Bounds.YMin) < Math.Min(bounds.YMax, other.Bounds.YMax) + gap
                && (!oriented || Near(box, other.Oriented!, gap)))
            {
                return;
            }
        }

        objects.Add(oriented ? TrueObject.Turned(box) : TrueObject.Box(bounds));
    }

    private static PixelPoint Place(Random random, PixelSize image) => new(random.NextDouble() * image.Width, random.NextDouble() * image.Height);

    // Grown by half the gap each; corners count as a little nearer than they are.
    private static bool Near(OrientedBox a, OrientedBox b, double gap) =>
        ConvexOverlap.Area(
            [.. (a with { Width = a.Width + gap, Height = a.Height + gap }).Corners],
            [.. (b with { Width = b.Width + gap, Height = b.Height + gap }).Corners]) > 0;
}
