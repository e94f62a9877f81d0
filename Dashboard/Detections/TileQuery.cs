using System.Runtime.InteropServices;
using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Detections;

/// <summary>
/// What one tile shows: the detections themselves where they are few, else clusters in a grid of 15 × 15. So a view of 20 tiles of 512 screen pixels holds at
/// most 5,000 features, however many detections there are.
/// </summary>
internal static class TileQuery
{
    /// <summary>Most features of a tile.</summary>
    public const int Most = 250;

    private const int Cells = 15;

    /// <summary>Draws a tile.</summary>
    /// <param name="map">The detections.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="filter">Which are shown.</param>
    /// <returns>The tile as a Mapbox Vector Tile; empty where nothing is shown.</returns>
    public static byte[] Draw(DetectionMap map, MapTile tile, MapFilter filter)
    {
        var writer = new VectorTileWriter("detections", map.Names);
        var centres = Inside(map, tile, filter);
        if (centres.Count > Most)
        {
            AddClusters(map, tile, centres, writer);
        }
        else
        {
            AddEach(map, tile, filter, writer);
        }

        return writer.ToArray();
    }

    private static List<(int Segment, int Index)> Inside(DetectionMap map, MapTile tile, MapFilter filter)
    {
        var found = new List<(int, int)>();
        for (var s = 0; s < map.Segments.Count; s++)
        {
            var segment = map.Segments[s];
            var (from, to) = segment.Range(tile);
            for (var i = from; i < to; i++)
            {
                if (filter.Passes(segment.Classes[i], segment.Scores[i]))
                {
                    found.Add((s, i));
                }
            }
        }

        return found;
    }

    // Those of neighbouring tiles too whose outline reaches into this one.
    private static void AddEach(DetectionMap map, MapTile tile, MapFilter filter, VectorTileWriter writer)
    {
        var corners = new List<MapPoint>();
        MapPoint least = tile.At(0, 0), most = tile.At(1, 1);
        var added = 0;
        foreach (var segment in map.Segments)
        {
            foreach (var near in Around(tile, segment.LargestHalf))
            {
                var (from, to) = segment.Range(near);
                for (var i = from; i < to; i++)
                {
                    var centre = segment.Centre(i);
                    var half = segment.LargestHalf;
                    if (centre.X < least.X - half || centre.X > most.X + half || centre.Y < least.Y - half || centre.Y > most.Y + half
                        || !filter.Passes(segment.Classes[i], segment.Scores[i]))
                    {
                        continue;
                    }

                    segment.Outline(i, corners);
                    if (Touches(corners, least, most) && added++ < Most)
                    {
                        writer.AddOutline(tile, CollectionsMarshal.AsSpan(corners), segment.Numbers[i], segment.Classes[i], segment.Scores[i]);
                    }
                }
            }
        }
    }

    private static bool Touches(List<MapPoint> corners, MapPoint least, MapPoint most)
    {
        double xMin = double.MaxValue, xMax = double.MinValue, yMin = double.MaxValue, yMax = double.MinValue;
        foreach (var corner in corners)
        {
            (xMin, xMax) = (Math.Min(xMin, corner.X), Math.Max(xMax, corner.X));
            (yMin, yMax) = (Math.Min(yMin, corner.Y), Math.Max(yMax, corner.Y));
        }

        return xMax >= least.X && xMin <= most.X && yMax >= least.Y && yMin <= most.Y;
    }

    // The tile and its neighbours, of a zoom at which no outline reaches further than to the next.
    private static IEnumerable<MapTile> Around(MapTile tile, double half)
    {
        var zoom = tile.Zoom;
        while (zoom > 0 && 1.0 / (1L << zoom) < half)
        {
            zoom--;
        }

        int x = tile.X >> (tile.Zoom - zoom), y = tile.Y >> (tile.Zoom - zoom);
        for (var row = y - 1; row <= y + 1; row++)
        {
            for (var column = x - 1; column <= x + 1; column++)
            {
                var near = new MapTile(zoom, column, row);
                if (near.IsValid)
                {
                    yield return near;
                }
            }
        }
    }

    private static void AddClusters(DetectionMap map, MapTile tile, List<(int Segment, int Index)> centres, VectorTileWriter writer)
    {
        var cells = new Cell[Cells * Cells];
        var classes = new Dictionary<(int Cell, int Class), int>();
        foreach (var (s, i) in centres)
        {
            var segment = map.Segments[s];
            var centre = segment.Centre(i);
            double x = (centre.X / tile.Side) - tile.X, y = (centre.Y / tile.Side) - tile.Y;
            var at = (Math.Clamp((int)(y * Cells), 0, Cells - 1) * Cells) + Math.Clamp((int)(x * Cells), 0, Cells - 1);
            cells[at].Add(x, y, segment.Scores[i], s, i);
            CollectionsMarshal.GetValueRefOrAddDefault(classes, (at, segment.Classes[i]), out _)++;
        }

        var corners = new List<MapPoint>();
        var main = classes.GroupBy(static c => c.Key.Cell)
            .ToDictionary(static g => g.Key, static g => g.OrderByDescending(static c => c.Value).ThenBy(static c => c.Key.Class).First().Key.Class);
        for (var at = 0; at < cells.Length; at++)
        {
            ref var cell = ref cells[at];
            if (cell.Count == 1)
            {
                var segment = map.Segments[cell.Segment];
                segment.Outline(cell.Index, corners);
                writer.AddOutline(tile, CollectionsMarshal.AsSpan(corners), segment.Numbers[cell.Index], segment.Classes[cell.Index], segment.Scores[cell.Index]);
            }
            else if (cell.Count > 1)
            {
                writer.AddCluster(cell.X / cell.Count, cell.Y / cell.Count, cell.Count, main[at], cell.Best);
            }
        }
    }

    private struct Cell
    {
        public int Count;
        public double X;
        public double Y;
        public float Best;
        public int Segment;
        public int Index;

        public void Add(double x, double y, float score, int segment, int index)
        {
            Count++;
            (X, Y, Best) = (X + x, Y + y, Math.Max(Best, score));
            (Segment, Index) = (segment, index);
        }
    }
}
