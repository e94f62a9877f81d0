using System.Text;
using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Detections;

/// <summary>
/// Writes one layer as a Mapbox Vector Tile (specification 2.1, https://github.com/mapbox/vector-tile-spec): outlines as polygons, those smaller than
/// the tile's grid and clusters as points. One thread at a time.
/// </summary>
/// <param name="layer">The layer's name.</param>
/// <param name="names">Names of classes by index.</param>
internal sealed class VectorTileWriter(string layer, IReadOnlyList<string> names)
{
    private const int Extent = 4096;
    private const int Point = 1;
    private const int Polygon = 3;
    private static readonly string[] Keys = ["class", "class_index", "score", "count"];

    private readonly ProtoBuffer features = new();
    private readonly ProtoBuffer values = new();
    private readonly ProtoBuffer tags = new();
    private readonly ProtoBuffer geometry = new();
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> numbers = [];
    private readonly List<(int X, int Y)> ring = [];
    private int valueCount;

    /// <summary>How many features were added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a detection.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="outline">Its outline in the space.</param>
    /// <param name="number">Its number.</param>
    /// <param name="classIndex">Its class.</param>
    /// <param name="score">Its score.</param>
    public void AddOutline(MapTile tile, ReadOnlySpan<MapPoint> outline, int number, int classIndex, float score)
    {
        ring.Clear();
        foreach (var corner in outline)
        {
            var point = (Grid((corner.X / tile.Side) - tile.X), Grid((corner.Y / tile.Side) - tile.Y));
            if (ring.Count == 0 || ring[^1] != point)
            {
                ring.Add(point);
            }
        }

        if (ring.Count > 1 && ring[0] == ring[^1])
        {
            ring.RemoveAt(ring.Count - 1);
        }

        var area = Area();
        geometry.Clear();
        if (ring.Count < 3 || area == 0)
        {
            AddPoint(ring[0].X, ring[0].Y);
        }
        else
        {
            if (area < 0)
            {
                // Exterior rings have a positive area where y points downwards.
                ring.Reverse();
            }

            AddRing();
        }

        Feature(number, ring.Count < 3 || area == 0 ? Point : Polygon, classIndex, score, count: 1);
    }

    /// <summary>Adds a cluster.</summary>
    /// <param name="x">Its middle: 0 at the tile's left edge, 1 at its right.</param>
    /// <param name="y">0 at the upper edge, 1 at the lower.</param>
    /// <param name="count">How many it stands for.</param>
    /// <param name="classIndex">The most frequent class.</param>
    /// <param name="best">The best score.</param>
    public void AddCluster(double x, double y, int count, int classIndex, float best)
    {
        geometry.Clear();
        AddPoint(Grid(x), Grid(y));
        Feature(-1, Point, classIndex, best, count);
    }

    /// <summary>The tile; empty where nothing was added.</summary>
    public byte[] ToArray()
    {
        if (Count == 0)
        {
            return [];
        }

        var body = new ProtoBuffer();
        body.Number(15, 2);
        body.Bytes(1, Encoding.UTF8.GetBytes(layer));
        body.Raw(features);
        foreach (var key in Keys)
        {
            body.Bytes(3, Encoding.UTF8.GetBytes(key));
        }

        body.Raw(values);
        body.Number(5, Extent);
        var tile = new ProtoBuffer();
        tile.Message(3, body);
        return tile.ToArray();
    }

    private static int Grid(double share) => (int)Math.Clamp(Math.Round(share * Extent), -1e9, 1e9);

    private long Area()
    {
        var sum = 0L;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += ((long)a.X * b.Y) - ((long)b.X * a.Y);
        }

        return sum;
    }

    private void AddPoint(int x, int y)
    {
        geometry.Varint(Command(1, 1));
        geometry.Zigzag(x);
        geometry.Zigzag(y);
    }

    private void AddRing()
    {
        AddPoint(ring[0].X, ring[0].Y);
        geometry.Varint(Command(2, ring.Count - 1));
        for (var i = 1; i < ring.Count; i++)
        {
            geometry.Zigzag(ring[i].X - ring[i - 1].X);
            geometry.Zigzag(ring[i].Y - ring[i - 1].Y);
        }

        geometry.Varint(Command(7, 1));
    }

    private static ulong Command(int id, int count) => (ulong)((id & 7) | (count << 3));

    private void Feature(int number, int type, int classIndex, float score, int count)
    {
        tags.Clear();
        Tag(0, Text(names[classIndex]));
        Tag(1, Number(classIndex));
        Tag(2, Score(score));
        if (count > 1)
        {
            Tag(3, Number(count));
        }

        var feature = new ProtoBuffer();
        if (number >= 0)
        {
            feature.Number(1, (ulong)number);
        }

        feature.Message(2, tags);
        feature.Number(3, (ulong)type);
        feature.Message(4, geometry);
        features.Message(2, feature);
        Count++;
    }

    private void Tag(int key, int value)
    {
        tags.Varint((ulong)key);
        tags.Varint((ulong)value);
    }

    private int Text(string text)
    {
        if (!texts.TryGetValue(text, out var at))
        {
            var value = new ProtoBuffer();
            value.Bytes(1, Encoding.UTF8.GetBytes(text));
            texts[text] = at = Add(value);
        }

        return at;
    }

    private int Number(long number)
    {
        if (!numbers.TryGetValue(number, out var at))
        {
            var value = new ProtoBuffer();
            value.Number(5, (ulong)number);
            numbers[number] = at = Add(value);
        }

        return at;
    }

    // To a thousandth: enough for a slider, and values repeat. Kept apart from whole numbers by a bit that these never have.
    private int Score(float score)
    {
        var rounded = (long)Math.Round(score * 1000.0);
        var key = rounded | (1L << 40);
        if (!numbers.TryGetValue(key, out var at))
        {
            var value = new ProtoBuffer();
            value.Double(3, rounded / 1000.0);
            numbers[key] = at = Add(value);
        }

        return at;
    }

    private int Add(ProtoBuffer value)
    {
        values.Message(4, value);
        return valueCount++;
    }
}
