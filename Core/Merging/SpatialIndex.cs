using System.Numerics;
using System.Runtime.Intrinsics;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Merging;

/// <summary>
/// Finds overlapping boxes of different tiles. Boxes are dealt to levels by the power of two that covers their longer side, a level is cut
/// into bands of that height, and a band is sorted by xMin. Whatever overlaps a box then lies in at most three bands of a level and there in
/// one run, whose start moves forward as the boxes of a band are visited in order. O(n log n + pairs); 36 bytes a box.
/// </summary>
/// <remarks>The band is that of hierarchical grids (Ericson, Real-Time Collision Detection, 2005, §7.2), the run that of sort and sweep (§7.5).</remarks>
internal sealed class SpatialIndex
{
    private const int SmallestLevel = 4;
    private const int Levels = 32;
    private const int SparseLevel = 3;

    private readonly int count;
    private readonly bool anyClass;
    private readonly float reach;
    private readonly float[] x0, y0, x1, y1;
    private readonly int[] tileX, tileY, classes, ids;
    private readonly Level[] levels;
    private readonly int[] rowBands, rowStarts;

    /// <summary>Builds the index.</summary>
    /// <param name="detections">In merge order.</param>
    /// <param name="active">Positions of those to be found, ascending.</param>
    /// <param name="tiles">Where tiles are.</param>
    /// <param name="anyClass">Whether different classes are compared.</param>
    /// <param name="reach">Pixels that two boxes may lie apart and still be visited.</param>
    public SpatialIndex(ReadOnlySpan<Detection> detections, ReadOnlySpan<int> active, TileOrigins tiles, bool anyClass, float reach = 0)
    {
        count = active.Length;
        (this.anyClass, this.reach) = (anyClass, reach);
        var entries = SortedEntries(detections, active, reach);
        var padded = count + Vector256<float>.Count;
        (x0, y0, x1, y1) = (New<float>(padded), New<float>(padded), New<float>(padded), New<float>(padded));
        (tileX, tileY, classes, ids) = (New<int>(padded), New<int>(padded), New<int>(padded), New<int>(padded));
        var rows = 0;
        for (var i = 0; i < count; i++)
        {
            rows += i == 0 || entries[i] >> 32 != entries[i - 1] >> 32 ? 1 : 0;
            var id = active[(int)(uint)entries[i]];
            ref readonly var detection = ref detections[id];
            ids[i] = id;
            classes[i] = detection.ClassIndex;
            HasShapes |= detection.Shape is not null;
            (tileX[i], tileY[i]) = tiles.Of(detection.Tile);
            (x0[i], y0[i]) = (Down(detection.Box.XMin), Down(detection.Box.YMin));
            (x1[i], y1[i]) = (Up(detection.Box.XMax), Up(detection.Box.YMax));
        }

        (rowBands, rowStarts) = (new int[rows], new int[rows + 1]);
        levels = LayRows(entries);
    }

    /// <summary>Whether any detection is more than a box.</summary>
    public bool HasShapes { get; }

    /// <summary>Left edge of an entry, rounded to the left.</summary>
    public float[] XMin => x0;

    /// <summary>Upper edge of an entry, rounded upwards.</summary>
    public float[] YMin => y0;

    /// <summary>Right edge of an entry, rounded to the right.</summary>
    public float[] XMax => x1;

    /// <summary>Lower edge of an entry, rounded downwards.</summary>
    public float[] YMax => y1;

    /// <summary>First column of an entry's tile.</summary>
    public int[] TileX => tileX;

    /// <summary>First row of an entry's tile.</summary>
    public int[] TileY => tileY;

    /// <summary>Position of an entry in the detections.</summary>
    public int[] Ids => ids;

    /// <summary>Number of entries; the arrays are a little longer, so that eight can be read from any of them.</summary>
    public int Count => count;

    /// <summary>Visits every pair of boxes of different tiles (and one class) that overlap or come within reach, once.</summary>
    /// <typeparam name="TVisitor">A struct, so that the call is compiled in.</typeparam>
    /// <param name="detections">Handed on to the visitor.</param>
    /// <param name="visitor">Called with two entries.</param>
    public void VisitPairs<TVisitor>(ReadOnlySpan<Detection> detections, ref TVisitor visitor)
        where TVisitor : struct, IPairVisitor
    {
        Span<Run> runs = stackalloc Run[3 * Levels];
        for (var l = 0; l < levels.Length; l++)
        {
            for (var row = levels[l].FirstRow; row < levels[l].EndRow; row++)
            {
                var used = FindRuns(l, rowBands[row], runs);
                for (var i = rowStarts[row]; i < rowStarts[row + 1]; i++)
                {
                    Scan(detections, ref visitor, i, i + 1, rowStarts[row + 1]);
                    foreach (ref var run in runs[..used])
                    {
                        run.Start = FirstFrom(run.Start, run.End, x0[i] - run.Width);
                        Scan(detections, ref visitor, i, run.Start, run.End);
                    }
                }
            }
        }
    }

    /// <summary>Visits every box of another tile (and one class) that overlaps an entry.</summary>
    /// <typeparam name="TVisitor">A struct, so that the call is compiled in.</typeparam>
    /// <param name="detections">Handed on to the visitor.</param>
    /// <param name="visitor">Called with the entry and another one.</param>
    /// <param name="entry">The entry.</param>
    public void VisitNeighbours<TVisitor>(ReadOnlySpan<Detection> detections, ref TVisitor visitor, int entry)
        where TVisitor : struct, IPairVisitor
    {
        foreach (var level in levels)
        {
            var size = Size(level.Power);
            var first = Band(y0[entry] - reach - size, level.Power);
            var last = Band(y1[entry] + reach, level.Power);
            for (var row = FindRow(level, first); row < level.EndRow && rowBands[row] <= last; row++)
            {
                var start = FirstFrom(rowStarts[row], rowStarts[row + 1], x0[entry] - size - reach);
                Scan(detections, ref visitor, entry, start, rowStarts[row + 1]);
            }
        }
    }

    // By band, and within it by xMin; the detections are read once, in their own order.
    private static ulong[] SortedEntries(ReadOnlySpan<Detection> detections, ReadOnlySpan<int> active, float reach)
    {
        var entries = New<ulong>(active.Length);
        var bands = New<uint>(active.Length);
        var powers = LevelOfPowers(detections, active, reach);
        for (var i = 0; i < entries.Length; i++)
        {
            var box = detections[active[i]].Box;
            float left = Down(box.XMin), top = Down(box.YMin);
            var power = powers[PowerOf(box, reach)];
            bands[i] = ((uint)power << 27) | (uint)Band(top - (reach / 2), power);
            entries[i] = ((ulong)RadixSort.Key(left) << 32) | (uint)i;
        }

        RadixSort.ByUpperHalf(entries);
        foreach (ref var entry in entries.AsSpan())
        {
            entry = ((ulong)bands[(int)(uint)entry] << 32) | (uint)entry;
        }

        RadixSort.ByUpperHalf(entries);
        return entries;
    }

    // A level that holds few boxes costs more to look through than it spares, so its boxes go up to the next one.
    private static int[] LevelOfPowers(ReadOnlySpan<Detection> detections, ReadOnlySpan<int> active, float reach)
    {
        var counts = new int[Levels + 1];
        foreach (var id in active)
        {
            counts[PowerOf(detections[id].Box, reach)]++;
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

    private static T[] New<T>(int length) => GC.AllocateUninitializedArray<T>(length);

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

    private static float Size(int power) => BitConverter.Int32BitsToSingle((power + 127) << 23);

    // Bands −1 to 2^27 − 2, stored one higher. Monotone in y, and a band of a level lies in one band of every coarser level.
    private static int Band(float y, int power) =>
        (int)Math.Clamp(MathF.Floor(y * Size(-power)) + 1, 0, (1 << 27) - 8);

    private static float Down(double value)
    {
        var rounded = (float)value;
        return rounded > value ? MathF.BitDecrement(rounded) : rounded;
    }

    private static float Up(double value)
    {
        var rounded = (float)value;
        return rounded < value ? MathF.BitIncrement(rounded) : rounded;
    }

    private Level[] LayRows(ReadOnlySpan<ulong> entries)
    {
        var found = new List<Level>();
        var row = 0;
        for (var i = 0; i < count; i++)
        {
            var key = (uint)(entries[i] >> 32);
            if (i > 0 && key == (uint)(entries[i - 1] >> 32))
            {
                continue;
            }

            var power = (int)(key >> 27);
            if (found.Count == 0 || found[^1].Power != power)
            {
                found.Add(new Level(power, row, row));
            }

            rowBands[row] = (int)(key & ((1 << 27) - 1));
            rowStarts[row++] = i;
            found[^1] = found[^1] with { EndRow = row };
        }

        rowStarts[row] = count;
        return [.. found];
    }

    // The bands that the boxes of one band have to look at: the next one of its own level, and three of every coarser level.
    private int FindRuns(int level, int band, Span<Run> runs)
    {
        var used = 0;
        var power = levels[level].Power;
        for (var l = level; l < levels.Length; l++)
        {
            var target = levels[l];
            var middle = band == 0 ? 0 : ((band - 1) >> (target.Power - power)) + 1;
            var row = FindRow(target, l == level ? band + 1 : middle - 1);
            for (; row < target.EndRow && rowBands[row] <= middle + 1; row++)
            {
                runs[used++] = new Run(rowStarts[row], rowStarts[row + 1], Size(target.Power) + reach);
            }
        }

        return used;
    }

    private int FindRow(Level level, int band)
    {
        var found = Array.BinarySearch(rowBands, level.FirstRow, level.EndRow - level.FirstRow, band);
        return found >= 0 ? found : ~found;
    }

    // Steps that double, then halve: short where the run moves a little, never long.
    private int FirstFrom(int start, int end, float x)
    {
        var step = 1;
        while (start + step < end && x0[start + step] < x)
        {
            start += step;
            step *= 2;
        }

        for (; step > 0; step /= 2)
        {
            if (start + step <= end && x0[start + step - 1] < x)
            {
                start += step;
            }
        }

        return start;
    }

    private void Scan<TVisitor>(ReadOnlySpan<Detection> detections, ref TVisitor visitor, int i, int start, int end)
        where TVisitor : struct, IPairVisitor
    {
        var right = x1[i] + reach;
        if (start >= end || x0[start] >= right)
        {
            return;
        }

        var lanes = Vector256<float>.Count;
        var (left, top) = (Vector256.Create(x0[i] - reach), Vector256.Create(y0[i] - reach));
        var (end1, bottom) = (Vector256.Create(right), Vector256.Create(y1[i] + reach));
        var (column, row, kind) = (Vector256.Create(tileX[i]), Vector256.Create(tileY[i]), Vector256.Create(classes[i]));
        for (var j = start; j < end && x0[j] < right; j += lanes)
        {
            var near = Vector256.LessThan(Vector256.Create(x0, j), end1) & Vector256.GreaterThan(Vector256.Create(x1, j), left)
                & Vector256.LessThan(Vector256.Create(y0, j), bottom) & Vector256.GreaterThan(Vector256.Create(y1, j), top);
            var sameTile = Vector256.Equals(Vector256.Create(tileX, j), column) & Vector256.Equals(Vector256.Create(tileY, j), row);
            var wanted = Vector256.AndNot(near.AsInt32(), sameTile);
            wanted = anyClass ? wanted : wanted & Vector256.Equals(Vector256.Create(classes, j), kind);
            var mask = wanted.ExtractMostSignificantBits();
            mask = end - j < lanes ? mask & ((1u << (end - j)) - 1) : mask;
            for (mask = mask == 0 ? 0 : visitor.Select(i, j, mask); mask != 0; mask &= mask - 1)
            {
                visitor.Visit(detections, i, j + BitOperations.TrailingZeroCount(mask));
            }
        }
    }

    private readonly record struct Level(int Power, int FirstRow, int EndRow);

    private record struct Run(int Start, int End, float Width);
}
