using RedKube.Core.Geometry;

namespace RedKube.Dashboard.Detections;

/// <summary>
/// Detections in the order of their Morton codes: what lies in a tile is one run. About 50 bytes a box. Immutable; safe for any number of threads.
/// </summary>
internal sealed class DetectionSegment
{
    private const double Units = 4294967296.0;

    /// <summary>Codes of the centres, rising.</summary>
    public required ulong[] Codes { get; init; }

    /// <summary>Scores.</summary>
    public required float[] Scores { get; init; }

    /// <summary>Classes by index.</summary>
    public required ushort[] Classes { get; init; }

    /// <summary>Numbers: places in the job's output, or in order of arrival before there is one.</summary>
    public required int[] Numbers { get; init; }

    /// <summary>Where the outline of each begins in <see cref="Rings"/>.</summary>
    public required int[] RingAt { get; init; }

    /// <summary>Outlines.</summary>
    public required byte[] Rings { get; init; }

    /// <summary>Half the longest side of any outline's bounds, in shares of the space's side.</summary>
    public required float LargestHalf { get; init; }

    /// <summary>How many there are.</summary>
    public int Count => Codes.Length;

    /// <summary>Bytes of memory.</summary>
    public long Bytes => (Codes.Length * 22L) + Rings.Length;

    /// <summary>The detections whose centre lies in a tile: from the first to before the last.</summary>
    /// <param name="tile">The tile.</param>
    public (int From, int To) Range(MapTile tile)
    {
        if (tile.Zoom == 0)
        {
            return (0, Count);
        }

        var shift = 64 - (2 * tile.Zoom);
        var first = Morton.Of((uint)tile.X, (uint)tile.Y) << shift;
        var last = first + ((1UL << shift) - 1);
        var to = last == ulong.MaxValue ? Count : LowerBound(last + 1);
        return (LowerBound(first), to);
    }

    /// <summary>The centre of a detection.</summary>
    /// <param name="index">Its place here.</param>
    public MapPoint Centre(int index) => new(Morton.X(Codes[index]) / Units, Morton.Y(Codes[index]) / Units);

    /// <summary>The outline of a detection.</summary>
    /// <param name="index">Its place here.</param>
    /// <param name="corners">Corners are added here, after it is cleared.</param>
    public void Outline(int index, List<MapPoint> corners)
    {
        corners.Clear();
        var at = RingAt[index];
        var count = (int)Varint(ref at);
        long x = Morton.X(Codes[index]), y = Morton.Y(Codes[index]);
        for (var i = 0; i < count; i++)
        {
            x += Zigzag(ref at);
            y += Zigzag(ref at);
            corners.Add(new MapPoint(x / Units, y / Units));
        }
    }

    private int LowerBound(ulong code)
    {
        int low = 0, high = Codes.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Codes[middle] < code)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private long Zigzag(ref int at)
    {
        var value = Varint(ref at);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint(ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Rings[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
