using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Tests.Merging;

/// <summary>Detections without any sense behind them: every one inside its tile, many of them equal in score or place.</summary>
internal static class RandomDetections
{
    public static List<Detection> Make(int seed, TileGrid grid, int count, string kind)
    {
        var random = new Random(seed);
        var detections = new List<Detection>();
        for (var i = 0; i < count; i++)
        {
            var tile = grid.At(random.NextInt64(grid.Count));
            var (width, height) = (random.Next(4, 60), random.Next(4, 60));
            var (x, y) = (tile.Rect.X + random.Next(tile.Rect.Width - width), tile.Rect.Y + random.Next(tile.Rect.Height - height));
            var box = new PixelBox(x, y, x + width, y + height);
            var score = random.Next(1, 20) / 20f;
            var shape = Shape(random, box, kind);
            detections.Add(new Detection(shape?.Bounds ?? box, random.Next(3), score, tile.Index, shape));
        }

        return detections;
    }

    private static PixelShape? Shape(Random random, PixelBox box, string kind)
    {
        if (kind == "box")
        {
            return null;
        }

        if (kind == "oriented")
        {
            return new OrientedBox(box.Centre, box.Width, box.Height / 2, random.NextDouble() * Math.PI);
        }

        var corners = new PixelPoint[random.Next(3, 20)];
        for (var i = 0; i < corners.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / corners.Length);
            var radius = 0.25 + (0.25 * random.NextDouble());
            corners[i] = new PixelPoint(box.Centre.X + (radius * box.Width * cos), box.Centre.Y + (radius * box.Height * sin));
        }

        return new PixelPolygon(corners);
    }
}
