using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// Finds overlapping boxes of different tiles. Boxes are dealt to levels by the power of two that covers their longer side, a level is cut
/// into bands of that height, and a band is sorted by xMin. Whatever overlaps a box then lies in at most three bands of a level and there in
/// one run, whose start moves forward as the boxes of a band are visited in order. O(n log n + pairs).
/// </summary>
/// <remarks>The band is that of hierarchical grids (Ericson, Real-Time Collision Detection, 2005, §7.2), the run that of sort and sweep (§7.5).</remarks>
internal sealed class SpatialIndex
{
    private const int MostLevels = 32;
    private const int MostHits = 64;

    private readonly bool anyClass;
    private readonly float reach;
    private readonly float[] x0, y0, x1, y1;
    private readonly int[] tileX, tileY, classes;
    private readonly List<(int Level, int FirstRow, int EndRow)> levels = [];

    /// <summary>Looks at boxes.</summary>
    /// <param name="columns">The boxes.</param>
    /// <param name="anyClass">Whether different classes are compared.</param>
    /// <param name="reach">Pixels that two boxes may lie apart and still be visited; not more than the columns were made for.</param>
    public SpatialIndex(IndexColumns columns, bool anyClass, float reach)
    {
        Columns = columns;
        (this.anyClass, this.reach) = (anyClass, reach);
        (x0, y0, x1, y1) = (columns.X0, columns.Y0, columns.X1, columns.Y1);
        (tileX, tileY, classes) = (columns.TileX, columns.TileY, columns.Classes);
        for (var row = 0; row < columns.Rows; row++)
        {
            var level = columns.Level(row);
            if (levels.Count == 0 || levels[^1].Level != level)
            {
                levels.Add((level, row, row));
            }

            levels[^1] = levels[^1] with { EndRow = row + 1 };
        }
    }

    /// <summary>The boxes; an entry is a place in them.</summary>
    public IndexColumns Columns { get; }

    /// <summary>Visits every pair of boxes of different tiles (and one class) that overlap or come within reach, once.</summary>
    /// <typeparam name="TVisitor">A struct, so that the call is compiled in.</typeparam>
    /// <param name="detections">Handed on to the visitor.</param>
    /// <param name="visitor">Called with two entries.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void VisitPairs<TVisitor>(ReadOnlySpan<Detection> detections, ref TVisitor visitor)
        where TVisitor : struct, IPairVisitor
    {
        Span<Run> runs = stackalloc Run[3 * MostLevels];
        for (var row = 0; row < Columns.Rows; row++)
        {
            var used = FindRuns(row, runs);
            var (start, end) = (Columns.Start(row), Columns.Start(row + 1));
            for (var i = start; i < end; i++)
            {
                Scan(detections, ref visitor, i, i + 1, end);
                foreach (ref var run in runs[..used])
                {
                    if (y1[i] + reach <= run.Top)
                    {
                        continue;
                    }

                    run.Start = FirstFrom(run.Start, run.End, x0[i] - run.Width);
                    Scan(detections, ref visitor, i, run.Start, run.End);
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
        foreach (var (level, _, endRow) in levels)
        {
            var size = IndexColumns.Size(level);
            var last = IndexColumns.Band(y1[entry] + reach, level);
            var row = Columns.FindRow(level, IndexColumns.Band(y0[entry] - reach - size, level));
            for (; row < endRow && Columns.BandOf(row) <= last; row++)
            {
                var end = Columns.Start(row + 1);
                Scan(detections, ref visitor, entry, FirstFrom(Columns.Start(row), end, x0[entry] - size - reach), end);
            }
        }
    }

    // The bands that the boxes of a row have to look at: the next one of its own level, and three of every coarser level.
    private int FindRuns(int row, Span<Run> runs)
    {
        var used = 0;
        var (own, band) = (Columns.Level(row), Columns.BandOf(row));
        foreach (var (level, _, endRow) in levels)
        {
            if (level < own)
            {
                continue;
            }

            var middle = band == 0 ? 0 : ((band - 1) >> (level - own)) + 1;
            var target = Columns.FindRow(level, level == own ? band + 1 : middle - 1);
            for (; target < endRow && Columns.BandOf(target) <= middle + 1; target++)
            {
                var size = IndexColumns.Size(level);
                var top = Columns.BandOf(target) <= 1 ? float.NegativeInfinity : ((Columns.BandOf(target) - 1) * size) - reach;
                runs[used++] = new Run(Columns.Start(target), Columns.Start(target + 1), size + reach, top);
            }
        }

        return used;
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

    [SkipLocalsInit]
    private void Scan<TVisitor>(ReadOnlySpan<Detection> detections, ref TVisitor visitor, int i, int start, int end)
        where TVisitor : struct, IPairVisitor
    {
        if (start >= end || x0[start] >= x1[i] + reach)
        {
            return;
        }

        Span<int> hits = stackalloc int[MostHits];
        for (var j = start; j < end;)
        {
            var count = Gather(ref visitor, i, ref j, end, hits);
            foreach (var hit in hits[..count])
            {
                visitor.Visit(detections, i, hit);
            }
        }
    }

    // Without a call in its loop, so that what it compares with stays in registers.
    private int Gather<TVisitor>(ref TVisitor visitor, int i, ref int start, int end, Span<int> hits)
        where TVisitor : struct, IPairVisitor
    {
        var lanes = Vector256<float>.Count;
        var right = x1[i] + reach;
        var (left, top) = (Vector256.Create(x0[i] - reach), Vector256.Create(y0[i] - reach));
        var (end1, bottom) = (Vector256.Create(right), Vector256.Create(y1[i] + reach));
        var (column, row, kind) = (Vector256.Create(tileX[i]), Vector256.Create(tileY[i]), Vector256.Create(classes[i]));
        var count = 0;
        for (var j = start; j < end && x0[j] < right; j += lanes)
        {
            if (count > MostHits - lanes)
            {
                start = j;
                return count;
            }

            var near = Vector256.LessThan(Vector256.Create(x0, j), end1) & Vector256.GreaterThan(Vector256.Create(x1, j), left)
                & Vector256.LessThan(Vector256.Create(y0, j), bottom) & Vector256.GreaterThan(Vector256.Create(y1, j), top);
            var mask = near.ExtractMostSignificantBits();
            mask = end - j < lanes ? mask & ((1u << (end - j)) - 1) : mask;
            if (mask == 0)
            {
                continue;
            }

            var others = Vector256.Equals(Vector256.Create(tileX, j), column) & Vector256.Equals(Vector256.Create(tileY, j), row);
            others = anyClass ? others : others | ~Vector256.Equals(Vector256.Create(classes, j), kind);
            mask &= ~others.ExtractMostSignificantBits();
            for (mask = mask == 0 ? 0 : visitor.Select(i, j, mask); mask != 0; mask &= mask - 1)
            {
                hits[count++] = j + BitOperations.TrailingZeroCount(mask);
            }
        }

        start = end;
        return count;
    }

    private record struct Run(int Start, int End, float Width, float Top);
}
