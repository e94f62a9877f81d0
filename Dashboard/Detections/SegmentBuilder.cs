using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Detections;

/// <summary>Gathers detections for a <see cref="DetectionSegment"/>. One thread at a time.</summary>
internal sealed class SegmentBuilder
{
    private const double Units = 4294967296.0;
    private readonly Chunks<ulong> codes = new();
    private readonly Chunks<float> scores = new();
    private readonly Chunks<ushort> classes = new();
    private readonly Chunks<int> numbers = new();
    private readonly Chunks<int> ringAt = new();
    private readonly Chunks<byte> rings = new();
    private float largestHalf;

    /// <summary>How many were added.</summary>
    public int Count => codes.Count;

    /// <summary>Adds a detection.</summary>
    /// <param name="outline">Its outline in shares of the space's side; the first corner not repeated.</param>
    /// <param name="classIndex">Its class.</param>
    /// <param name="score">Its score.</param>
    /// <param name="number">Its number.</param>
    /// <returns>False where it has no place, and is left out.</returns>
    public bool Add(ReadOnlySpan<MapPoint> outline, int classIndex, float score, int number)
    {
        double xMin = double.MaxValue, xMax = double.MinValue, yMin = double.MaxValue, yMax = double.MinValue;
        foreach (var corner in outline)
        {
            // What crosses the antimeridian stays together.
            var x = corner.X - Math.Round(corner.X - outline[0].X);
            (xMin, xMax) = (Math.Min(xMin, x), Math.Max(xMax, x));
            (yMin, yMax) = (Math.Min(yMin, corner.Y), Math.Max(yMax, corner.Y));
        }

        double centreX = (xMin + xMax) / 2, centreY = (yMin + yMax) / 2;
        if (outline.Length == 0 || !double.IsFinite(centreX) || !double.IsFinite(centreY))
        {
            return false;
        }

        centreX -= Math.Floor(centreX);
        uint column = Unit(centreX), row = Unit(Math.Clamp(centreY, 0, 1));
        codes.Add(Morton.Of(column, row));
        scores.Add(score);
        classes.Add((ushort)classIndex);
        numbers.Add(number);
        ringAt.Add(rings.Count);
        largestHalf = Math.Max(largestHalf, (float)Math.Max(xMax - xMin, yMax - yMin) / 2);
        AddRing(outline, column, row);
        return true;
    }

    /// <summary>Sorts what was added.</summary>
    public DetectionSegment Build()
    {
        var sorted = codes.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        return new DetectionSegment
        {
            Codes = sorted,
            Scores = Array.ConvertAll(order, i => scores[i]),
            Classes = Array.ConvertAll(order, i => classes[i]),
            Numbers = Array.ConvertAll(order, i => numbers[i]),
            RingAt = Array.ConvertAll(order, i => ringAt[i]),
            Rings = rings.ToArray(),
            LargestHalf = largestHalf,
        };
    }

    private static uint Unit(double share) => (uint)Math.Min(share * Units, uint.MaxValue);

    // Count, then differences: the first corner's from the centre, each other's from the one before.
    private void AddRing(ReadOnlySpan<MapPoint> outline, uint column, uint row)
    {
        AddVarint((ulong)outline.Length);
        long x = column, y = row;
        foreach (var corner in outline)
        {
            var wrapped = corner.X - Math.Round(corner.X - (x / Units));
            long nextX = (long)Math.Round(wrapped * Units), nextY = (long)Math.Round(corner.Y * Units);
            AddZigzag(nextX - x);
            AddZigzag(nextY - y);
            (x, y) = (nextX, nextY);
        }
    }

    private void AddZigzag(long value) => AddVarint((ulong)((value << 1) ^ (value >> 63)));

    private void AddVarint(ulong value)
    {
        while (value >= 0x80)
        {
            rings.Add((byte)(value | 0x80));
            value >>= 7;
        }

        rings.Add((byte)value);
    }
}
