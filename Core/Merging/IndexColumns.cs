using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Merging;

/// <summary>
/// The boxes of a <see cref="SpatialIndex"/>, one array per value, in rows: a row is a band of a level, sorted by xMin. 32 bytes a box.
/// </summary>
internal sealed class IndexColumns
{
    private const int SmallestLevel = 4;
    private const int Levels = 32;
    private const int BandBits = 27;

    // A level with less than a third of the boxes of the next one costs more to look through than it spares.
    private const int SparseLevel = 3;
    private const float UnitInTheLastPlace = 1f / (1 << 23);

    private readonly List<uint> rowKeys = [];
    private readonly List<int> rowStarts = [];

    private IndexColumns(int capacity, MergeBuffers buffers)
    {
        var padded = capacity + Vector256<float>.Count;
        (X0, Y0, X1, Y1) = (buffers.Rent<float>(padded), buffers.Rent<float>(padded), buffers.Rent<float>(padded), buffers.Rent<float>(padded));
        (TileX, TileY, Classes, Ids) = (buffers.Rent<int>(padded), buffers.Rent<int>(padded), buffers.Rent<int>(padded), buffers.Rent<int>(padded));
    }

    /// <summary>Number of boxes. The arrays are a little longer, so that eight values can be read from any box on.</summary>
    public int Count { get; private set; }

    /// <summary>Whether any detection is more than a box.</summary>
    public bool HasShapes { get; private set; }

    /// <summary>Left edges, rounded to the left.</summary>
    public float[] X0 { get; }

    /// <summary>Upper edges, rounded upwards.</summary>
    public float[] Y0 { get; }

    /// <summary>Right edges, rounded to the right.</summary>
    public float[] X1 { get; }

    /// <summary>Lower edges, rounded downwards.</summary>
    public float[] Y1 { get; }

    /// <summary>First columns of the tiles.</summary>
    public int[] TileX { get; }

    /// <summary>First rows of the tiles.</summary>
    public int[] TileY { get; }

    /// <summary>Class indexes.</summary>
    public int[] Classes { get; }

    /// <summary>Positions in the detections.</summary>
    public int[] Ids { get; }

    /// <summary>Number of rows, by level and then by band.</summary>
    public int Rows => rowKeys.Count;

    /// <summary>The level of a row: its boxes are at most 2^level px long.</summary>
    /// <param name="row">The row.</param>
    public int Level(int row) => (int)(rowKeys[row] >> BandBits);

    /// <summary>The band of a row: ⌊y / 2^level⌋ + 1 of its boxes' upper edges.</summary>
    /// <param name="row">The row.</param>
    public int BandOf(int row) => (int)(rowKeys[row] & ((1u << BandBits) - 1));

    /// <summary>The first box of a row; of the row after the last, the number of boxes.</summary>
    /// <param name="row">The row.</param>
    public int Start(int row) => row < rowStarts.Count ? rowStarts[row] : Count;

    /// <summary>The first row of a level at or after a band.</summary>
    /// <param name="level">The level.</param>
    /// <param name="band">The band, at least 0.</param>
    public int FindRow(int level, int band)
    {
        var found = rowKeys.BinarySearch(((uint)level << BandBits) | (uint)Math.Max(0, band));
        return found >= 0 ? found : ~found;
    }

    /// <summary>
    /// Sorts all detections into rows and lays them in that order, so that what is compared lies together in memory; where boxes tie, in merge order. Rows are there then;
    /// <see cref="Fill"/> adds the rest.
    /// </summary>
    /// <param name="detections">In any order; moved.</param>
    /// <param name="reach">Pixels that two boxes may lie apart and still be found.</param>
    /// <param name="buffers">Room to sort.</param>
    public static IndexColumns Laid(Span<Detection> detections, float reach, MergeBuffers buffers)
    {
        var columns = new IndexColumns(detections.Length, buffers);
        columns.AddRows(detections, [], reach, buffers);
        DetectionOrder.Permute(columns.Ids.AsSpan(0, columns.Count), detections, buffers);
        return columns;
    }

    /// <summary>Sorts some detections into rows. <see cref="Ids"/> and rows are there then; <see cref="Fill"/> adds the rest.</summary>
    /// <param name="detections">All.</param>
    /// <param name="active">Positions of those that are wanted, in an order that decides where boxes tie.</param>
    /// <param name="reach">Pixels that two boxes may lie apart and still be found.</param>
    /// <param name="buffers">Room to sort.</param>
    public static IndexColumns Sorted(ReadOnlySpan<Detection> detections, ReadOnlySpan<int> active, float reach, MergeBuffers buffers)
    {
        var columns = new IndexColumns(active.Length, buffers);
        if (!active.IsEmpty)
        {
            columns.AddRows(detections, active, reach, buffers);
        }

        return columns;
    }

    /// <summary>Reads the boxes; of all that were laid, one after the other.</summary>
    /// <param name="detections">All.</param>
    /// <param name="tiles">Where tiles are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ReadOnlySpan<Detection> detections, TileOrigins tiles)
    {
        for (var i = 0; i < Count; i++)
        {
            ref readonly var detection = ref detections[Ids[i]];
            var box = detection.Box;
            (X0[i], Y0[i], X1[i], Y1[i]) = (Down(box.XMin), Down(box.YMin), Up(box.XMax), Up(box.YMax));
            (TileX[i], TileY[i]) = tiles.Of(detection.Tile);
            Classes[i] = detection.ClassIndex;
            HasShapes |= detection.Shape is not null;
        }
    }

    /// <summary>Takes some boxes out and others in, without sorting again.</summary>
    /// <param name="old">Boxes.</param>
    /// <param name="groups">Those of <paramref name="old"/> that are in a group with others are taken out.</param>
    /// <param name="added">Boxes to take in.</param>
    /// <param name="buffers">Room for the new ones.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static IndexColumns Replace(IndexColumns old, Groups groups, IndexColumns added, MergeBuffers buffers)
    {
        var alone = 0;
        foreach (var id in old.Ids.AsSpan(0, old.Count))
        {
            alone += groups.IsAlone(id) ? 1 : 0;
        }

        var columns = new IndexColumns(alone + added.Count, buffers) { HasShapes = old.HasShapes || added.HasShapes };
        for (int a = 0, b = 0; a < old.Rows || b < added.Rows;)
        {
            var (keyA, keyB) = (a < old.Rows ? old.rowKeys[a] : uint.MaxValue, b < added.Rows ? added.rowKeys[b] : uint.MaxValue);
            var (i, endA) = keyA <= keyB ? (old.Start(a), old.Start(++a)) : (0, 0);
            var (j, endB) = keyB <= keyA ? (added.Start(b), added.Start(++b)) : (0, 0);
            while (i < endA || j < endB)
            {
                if (j < endB && (i == endA || added.X0[j] < old.X0[i]))
                {
                    columns.BeginRow(Math.Min(keyA, keyB));
                    columns.Copy(added, j++);
                }
                else if (groups.IsAlone(old.Ids[i++]))
                {
                    columns.BeginRow(Math.Min(keyA, keyB));
                    columns.Copy(old, i - 1);
                }
            }
        }

        return columns;
    }

    /// <summary>2 to the power of a level, pixels.</summary>
    /// <param name="level">The level.</param>
    public static float Size(int level) => BitConverter.Int32BitsToSingle((level + 127) << 23);

    /// <summary>Bands −1 to 2^27 − 9, stored one higher: monotone in y, and a band of a level lies in one band of every coarser level.</summary>
    /// <param name="y">Upper edge.</param>
    /// <param name="level">The level.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Band(float y, int level) =>
        (int)Math.Clamp(MathF.Floor(y * Size(-level)) + 1, 0, (1 << BandBits) - 8);

    // All by band first, then each band by xMin: it fits into the cache, as all boxes do not. None active means all.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRows(ReadOnlySpan<Detection> detections, ReadOnlySpan<int> active, float reach, MergeBuffers buffers)
    {
        var count = active.IsEmpty ? detections.Length : active.Length;
        var entries = buffers.Entries(count);
        var lefts = buffers.Rent<uint>(count);
        var powers = LevelOfPowers(detections, active, reach);
        for (var k = 0; k < entries.Length; k++)
        {
            ref readonly var detection = ref detections[active.IsEmpty ? k : active[k]];
            var power = powers[PowerOf(detection.Box, reach)];
            var band = ((uint)power << BandBits) | (uint)Band(Down(detection.Box.YMin) - (reach / 2), power);
            lefts[k] = RadixSort.Key(Down(detection.Box.XMin));
            entries[k] = ((ulong)band << 32) | (uint)k;
        }

        RadixSort.ByUpperHalf(entries, buffers);
        for (var start = 0; start < entries.Length;)
        {
            var key = (uint)(entries[start] >> 32);
            var end = start;
            for (; end < entries.Length && (uint)(entries[end] >> 32) == key; end++)
            {
                entries[end] = ((ulong)lefts[(int)(uint)entries[end]] << 32) | (uint)entries[end];
            }

            AddRow(key, entries[start..end], detections, active, buffers);
            start = end;
        }
    }

    private void AddRow(uint key, Span<ulong> entries, ReadOnlySpan<Detection> detections, ReadOnlySpan<int> active, MergeBuffers buffers)
    {
        BeginRow(key);
        RadixSort.ByUpperHalf(entries, buffers);
        if (active.IsEmpty)
        {
            DetectionOrder.SortTiesForMerge(entries, detections);
        }

        foreach (var entry in entries)
        {
            Ids[Count++] = active.IsEmpty ? (int)(uint)entry : active[(int)(uint)entry];
        }
    }

    // The boxes of a sparse level go up to the next one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] LevelOfPowers(ReadOnlySpan<Detection> detections, ReadOnlySpan<int> active, float reach)
    {
        var counts = new int[Levels + 1];
        for (var k = 0; k < (active.IsEmpty ? detections.Length : active.Length); k++)
        {
            counts[PowerOf(detections[active.IsEmpty ? k : active[k]].Box, reach)]++;
        }

        var targets = new int[Levels];
        for (var power = 0; power < Levels; power++)
        {
            targets[power] = power + 1 < Levels && counts[power] <= counts[power + 1] / SparseLevel ? power + 1 : power;
            counts[power + 1] += targets[power] > power ? counts[power] : 0;
        }

        for (var power = Levels - 2; power >= 0; power--)
        {
            targets[power] = targets[targets[power]];
        }

        return targets;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PowerOf(in PixelBox box, float reach)
    {
        var side = Math.Max(Up(box.XMax) - Down(box.XMin), Up(box.YMax) - Down(box.YMin)) + reach;
        // Negative, NaN and infinite sides do not occur in what decoders report; they must still end in some level.
        if (!(side > 1 << SmallestLevel))
        {
            return SmallestLevel;
        }

        return side >= 1 << 30 ? Levels - 1 : BitOperations.Log2((uint)MathF.Ceiling(side) - 1) + 1;
    }

    // One to two units in the last place beyond what rounding can do, without a branch that no processor could predict.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Down(double value) => (float)value - (MathF.Abs((float)value) * UnitInTheLastPlace);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Up(double value) => (float)value + (MathF.Abs((float)value) * UnitInTheLastPlace);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginRow(uint key)
    {
        if (rowKeys.Count == 0 || rowKeys[^1] != key)
        {
            rowKeys.Add(key);
            rowStarts.Add(Count);
        }
    }

    private void Copy(IndexColumns from, int i)
    {
        var at = Count++;
        (X0[at], Y0[at], X1[at], Y1[at]) = (from.X0[i], from.Y0[i], from.X1[i], from.Y1[i]);
        (TileX[at], TileY[at], Classes[at], Ids[at]) = (from.TileX[i], from.TileY[i], from.Classes[i], from.Ids[i]);
    }
}
