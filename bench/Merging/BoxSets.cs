using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Bench.Merging;

/// <summary>
/// Sets of detections, seeded. Tiles of 512 px overlap by half, so that four see every place away from the image's edge. Sides are 16 to 48 px, the density
/// decides how many others a box overlaps.
/// </summary>
internal static class BoxSets
{
    private const int TileSize = 512;
    private const int Smallest = 16;
    private const int Largest = 48;
    private const double MeanSide = (Smallest + Largest) / 2.0;

    /// <summary>Objects far from each other, each reported by the four tiles that see it, its corners off by up to 1.5 px.</summary>
    public static (List<Detection> Boxes, TileGrid Grid) FourCopies(int count)
    {
        var grid = GridFor(count / 4, 0.05);
        var random = new Random(1);
        var boxes = new List<Detection>(count);
        while (boxes.Count < count)
        {
            var (box, tiles) = Place(random, grid);
            if (tiles.Count == 4)
            {
                boxes.AddRange(tiles.Select(t => new Detection(Jitter(random, box), 0, random.NextSingle(), t)));
            }
        }

        return (boxes, grid);
    }

    /// <summary>Boxes anywhere, each reported by one of the tiles that see it, so dense that each touches this many others on average.</summary>
    public static (List<Detection> Boxes, TileGrid Grid) Touching(int count, double neighbours)
    {
        // Two boxes touch where their centres lie within the mean sides of each other: an area of (2 × mean side)² holds the neighbours.
        var grid = GridFor(count, neighbours / 4);
        var random = new Random(2);
        var boxes = new List<Detection>(count);
        while (boxes.Count < count)
        {
            var (box, tiles) = Place(random, grid);
            if (tiles.Count > 0)
            {
                boxes.Add(new Detection(box, 0, random.NextSingle(), tiles[random.Next(tiles.Count)]));
            }
        }

        return (boxes, grid);
    }

    /// <summary>Like <see cref="FourCopies"/>, but outlines of 16 corners.</summary>
    public static (List<Detection> Polygons, TileGrid Grid) FourCopiesOfPolygons(int count)
    {
        var (boxes, grid) = FourCopies(count);
        var random = new Random(3);
        return (boxes.ConvertAll(b => AsPolygon(random, b)), grid);
    }

    private static TileGrid GridFor(int objects, double perMeanBox)
    {
        var side = (int)Math.Max(4 * TileSize, Math.Sqrt(objects * MeanSide * MeanSide / perMeanBox));
        return new TileGrid(new(side, side), new(TileSize, TileSize), new(TileSize / 2, TileSize / 2));
    }

    private static (PixelBox Box, List<long> Tiles) Place(Random random, TileGrid grid)
    {
        double width = random.Next(Smallest, Largest + 1), height = random.Next(Smallest, Largest + 1);
        double x = random.NextDouble() * (grid.Image.Width - width), y = random.NextDouble() * (grid.Image.Height - height);
        var box = new PixelBox(x, y, x + width, y + height);
        var (firstColumn, lastColumn) = grid.X.Touching(x, x + width);
        var (firstRow, lastRow) = grid.Y.Touching(y, y + height);
        var tiles = new List<long>();
        for (var row = firstRow; row <= lastRow; row++)
        {
            for (var column = firstColumn; column <= lastColumn; column++)
            {
                var tile = grid.At(column, row);
                if (x >= tile.Rect.X + 4 && y >= tile.Rect.Y + 4 && x + width <= tile.Rect.Right - 4 && y + height <= tile.Rect.Bottom - 4)
                {
                    tiles.Add(tile.Index);
                }
            }
        }

        return (box, tiles);
    }

    private static PixelBox Jitter(Random random, PixelBox box)
    {
        double Off() => (random.NextDouble() * 3) - 1.5;
        return new PixelBox(box.XMin + Off(), box.YMin + Off(), box.XMax + Off(), box.YMax + Off());
    }

    private static Detection AsPolygon(Random random, Detection detection)
    {
        var corners = new PixelPoint[16];
        var centre = detection.Box.Centre;
        for (var i = 0; i < corners.Length; i++)
        {
            var (sin, cos) = Math.SinCos(i * Math.PI / 8);
            var radius = 0.4 + (0.1 * random.NextDouble());
            corners[i] = new PixelPoint(centre.X + (radius * detection.Box.Width * cos), centre.Y + (radius * detection.Box.Height * sin));
        }

        var shape = new PixelPolygon(corners);
        return detection with { Box = shape.Bounds, Shape = shape };
    }
}
