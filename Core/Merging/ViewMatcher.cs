using System.Runtime.Intrinsics;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Merging;

/// <summary>
/// Decides which detections of two tiles are views of one object: both tiles see the same pixels where they overlap, so there the two
/// views must agree. Gathers the pairs that do; docs/merging.md explains the rules and their figures.
/// </summary>
internal readonly struct ViewMatcher(IndexColumns index, TileGrid grid, Outlines outlines, ViewPairs found) : IPairVisitor
{
    /// <summary>Below this many shared pixels, what lies in the overlap says nothing, and the cut ends are compared instead.</summary>
    public const int ThinOverlap = 6;

    /// <summary>How far apart the two cut ends of an object may be reported where tiles do not overlap, pixels.</summary>
    public const float ThinReach = 5;

    private const float SideTolerance = 2.25f;
    private const float SideToleranceOfExtent = 0.15f;
    private const double CornerTolerance = 3;
    private const double SameIou = 0.7;
    private const double CutIou = 0.5;
    private const double PieceIos = 0.75;
    private const double GapToBorder = 5;
    private const double GapOfExtent = 0.25;

    private readonly TileBorders borders = new(grid);
    private readonly int tileWidth = grid.X.Tile, tileHeight = grid.Y.Tile;

    // Where no tiles overlap a little only, and nothing but boxes is compared, eight pairs are looked at together.
    private readonly bool vectorised = !index.HasShapes && IsWide(grid.X) && IsWide(grid.Y);

    /// <summary>Whether tiles along an axis share enough pixels for views to be compared there.</summary>
    /// <param name="axis">The axis.</param>
    public static bool IsWide(TileAxis axis) => axis.Count == 1 || axis.Overlap >= ThinOverlap;

    /// <inheritdoc/>
    /// <remarks>The conditions of <see cref="BoxAgreement"/> without those that need to know about borders.</remarks>
    public uint Select(int i, int j, uint mask)
    {
        if (!vectorised)
        {
            return mask;
        }

        var (x0, x1) = Shared(index.TileX, i, j, tileWidth);
        var (y0, y1) = Shared(index.TileY, i, j, tileHeight);
        var (ax0, ax1) = (Vector256.Max(Vector256.Create(index.X0[i]), x0), Vector256.Min(Vector256.Create(index.X1[i]), x1));
        var (ay0, ay1) = (Vector256.Max(Vector256.Create(index.Y0[i]), y0), Vector256.Min(Vector256.Create(index.Y1[i]), y1));
        var (bx0, bx1) = (Vector256.Max(Load(index.X0, j), x0), Vector256.Min(Load(index.X1, j), x1));
        var (by0, by1) = (Vector256.Max(Load(index.Y0, j), y0), Vector256.Min(Load(index.Y1, j), y1));
        var (aw, ah, bw, bh) = (ax1 - ax0, ay1 - ay0, bx1 - bx0, by1 - by0);
        var w = Vector256.Min(ax1, bx1) - Vector256.Max(ax0, bx0);
        var h = Vector256.Min(ay1, by1) - Vector256.Max(ay0, by0);
        var half = Vector256.GreaterThanOrEqual(w * h, Vector256.Create((float)CutIou) * Vector256.Min(aw * ah, bw * bh));
        var (least, share) = (Vector256.Create(SideTolerance), Vector256.Create(SideToleranceOfExtent));
        var slackX = Vector256.Max(least, share * Vector256.Min(aw, bw));
        var slackY = Vector256.Max(least, share * Vector256.Min(ah, bh));
        var sides = Vector256.LessThanOrEqual(Vector256.Max(Vector256.Abs(ax0 - bx0), Vector256.Abs(ax1 - bx1)), slackX)
            & Vector256.LessThanOrEqual(Vector256.Max(Vector256.Abs(ay0 - by0), Vector256.Abs(ay1 - by1)), slackY);
        var some = Vector256.GreaterThan(w, Vector256<float>.Zero) & Vector256.GreaterThan(h, Vector256<float>.Zero);
        return mask & (some & (half | sides)).ExtractMostSignificantBits();
    }

    /// <inheritdoc/>
    public void Visit(ReadOnlySpan<Detection> detections, int i, int j)
    {
        int x0 = Math.Max(index.TileX[i], index.TileX[j]), y0 = Math.Max(index.TileY[i], index.TileY[j]);
        int x1 = Math.Min(index.TileX[i], index.TileX[j]) + tileWidth, y1 = Math.Min(index.TileY[i], index.TileY[j]) + tileHeight;
        var (a, b) = (index.Ids[i], index.Ids[j]);
        double agreement;
        if (x1 - x0 < ThinOverlap || y1 - y0 < ThinOverlap)
        {
            agreement = x1 < x0 || y1 < y0 ? 0 : ThinAgreement(detections, i, j, new PixelBox(x0, y0, x1, y1));
        }
        else if (detections[a].Shape is null && detections[b].Shape is null)
        {
            agreement = BoxAgreement(i, j, x0, y0, x1, y1);
        }
        else
        {
            agreement = ShapeAgreement(detections, i, j, new PixelBox(x0, y0, x1, y1));
        }

        if (agreement > 0)
        {
            found.Add(Math.Min(a, b), Math.Max(a, b), agreement);
        }
    }

    private static Vector256<float> Load(float[] values, int at) => Vector256.LoadUnsafe(ref values[at]);

    private static (Vector256<float> From, Vector256<float> To) Shared(int[] starts, int i, int j, int tile)
    {
        var (mine, theirs) = (Vector256.Create(starts[i]), Vector256.LoadUnsafe(ref starts[j]));
        return (Vector256.ConvertToSingle(Vector256.Max(mine, theirs)), Vector256.ConvertToSingle(Vector256.Min(mine, theirs) + Vector256.Create(tile)));
    }

    private double BoxAgreement(int i, int j, float x0, float y0, float x1, float y1)
    {
        float ax0 = Math.Max(index.X0[i], x0), ay0 = Math.Max(index.Y0[i], y0), ax1 = Math.Min(index.X1[i], x1), ay1 = Math.Min(index.Y1[i], y1);
        float bx0 = Math.Max(index.X0[j], x0), by0 = Math.Max(index.Y0[j], y0), bx1 = Math.Min(index.X1[j], x1), by1 = Math.Min(index.Y1[j], y1);
        float aw = ax1 - ax0, ah = ay1 - ay0, bw = bx1 - bx0, bh = by1 - by0;
        float w = Math.Min(ax1, bx1) - Math.Max(ax0, bx0), h = Math.Min(ay1, by1) - Math.Max(ay0, by0);
        if (!(w > 0 && h > 0 && aw > 0 && ah > 0 && bw > 0 && bh > 0))
        {
            return 0;
        }

        var (areaA, areaB, shared) = (aw * ah, bw * bh, w * h);
        var slackX = Math.Max(SideTolerance, SideToleranceOfExtent * Math.Min(aw, bw));
        var slackY = Math.Max(SideTolerance, SideToleranceOfExtent * Math.Min(ah, bh));
        var iou = shared / (areaA + areaB - shared);
        if (Math.Abs(ax0 - bx0) <= slackX && Math.Abs(ax1 - bx1) <= slackX && Math.Abs(ay0 - by0) <= slackY && Math.Abs(ay1 - by1) <= slackY)
        {
            return 1 + iou;
        }

        return shared < CutIou * Math.Min(areaA, areaB)
            ? 0
            : LooseAgreement(i, j, shared, iou, new PixelBox(x0, y0, x1, y1), (BoxOf(i).Area, BoxOf(j).Area));
    }

    private double ShapeAgreement(ReadOnlySpan<Detection> detections, int i, int j, PixelBox seen)
    {
        var (a, b) = (index.Ids[i], index.Ids[j]);
        var both = outlines.Within(detections[a], detections[b], seen);
        if (both.Shared <= 0)
        {
            return 0;
        }

        return both.Iou >= SameIou || both.Distance <= CornerTolerance
            ? 1 + both.Iou
            : LooseAgreement(i, j, both.Shared, both.Iou, seen, (AreaInTile(detections[a], i), AreaInTile(detections[b], j)));
    }

    // What a border cuts is seen less well; for two whole views, the threshold of the rule decides instead.
    private double LooseAgreement(int i, int j, double shared, double iou, PixelBox seen, (double I, double J) areas)
    {
        // A piece that lies in what the other tile saw more of.
        var piece = Math.Min(areas.I, areas.J);
        var ios = shared / piece;
        if (!(iou >= CutIou || ios >= PieceIos) || EndsTooEarly(BoxOf(i), BoxOf(j), seen) || EndsTooEarly(BoxOf(j), BoxOf(i), seen))
        {
            return 0;
        }

        var (cutI, cutJ) = (IsCut(i, j, seen), IsCut(j, i, seen));
        if (iou >= CutIou)
        {
            return cutI || cutJ ? iou : 0;
        }

        return (areas.I < areas.J ? cutI : cutJ) ? (0.3 * ios) + (0.1 * iou) : 0;
    }

    // At a border of its tile, or where what the other tile sees of it goes on beyond that border.
    private bool IsCut(int entry, int other, PixelBox seen) => Open(entry) != Sides.None || BoxOf(other).IntersectionArea(seen) < 0.999 * BoxOf(other).Area;

    // Where one view goes on beyond a border of the other's tile, the other has to come near that border.
    private static bool EndsTooEarly(PixelBox view, PixelBox other, PixelBox seen)
    {
        var (gapX, gapY) = (Math.Max(GapToBorder, GapOfExtent * view.Width), Math.Max(GapToBorder, GapOfExtent * view.Height));
        return (other.XMin < seen.XMin - SideTolerance && view.XMin > seen.XMin + gapX)
            || (other.YMin < seen.YMin - SideTolerance && view.YMin > seen.YMin + gapY)
            || (other.XMax > seen.XMax + SideTolerance && view.XMax < seen.XMax - gapX)
            || (other.YMax > seen.YMax + SideTolerance && view.YMax < seen.YMax - gapY);
    }

    private double AreaInTile(in Detection detection, int entry)
    {
        var (x, y) = (index.TileX[entry], index.TileY[entry]);
        outlines.BoundsWithin(detection, new PixelBox(x, y, x + tileWidth, y + tileHeight), out var area);
        return area;
    }

    private Sides Open(int entry) => borders.OpenSides(BoxOf(entry), index.TileX[entry], index.TileY[entry]);

    private PixelBox BoxOf(int entry) => new(index.X0[entry], index.Y0[entry], index.X1[entry], index.Y1[entry]);

    // Tiles that hardly overlap: an object goes on in the other tile where both views reach the border and their cut ends face each other.
    private double ThinAgreement(ReadOnlySpan<Detection> detections, int i, int j, PixelBox seen)
    {
        var thinX = seen.Width < ThinOverlap;
        if (thinX && seen.Height < ThinOverlap)
        {
            return 0;
        }

        var (first, second) = (thinX ? index.TileX[i] < index.TileX[j] : index.TileY[i] < index.TileY[j]) ? (i, j) : (j, i);
        if ((Open(first) & (thinX ? Sides.Right : Sides.Bottom)) == Sides.None || (Open(second) & (thinX ? Sides.Left : Sides.Top)) == Sides.None)
        {
            return 0;
        }

        const int Strip = ThinOverlap;
        var before = thinX ? seen with { XMin = seen.XMax - Strip } : seen with { YMin = seen.YMax - Strip };
        var after = thinX ? seen with { XMax = seen.XMin + Strip } : seen with { YMax = seen.YMin + Strip };
        if (!outlines.TryBoundsWithin(detections[index.Ids[first]], before, out var one)
            || !outlines.TryBoundsWithin(detections[index.Ids[second]], after, out var other))
        {
            return 0;
        }

        var (a0, a1, b0, b1) = thinX ? (one.YMin, one.YMax, other.YMin, other.YMax) : (one.XMin, one.XMax, other.XMin, other.XMax);
        var shared = Math.Min(a1, b1) - Math.Max(a0, b0);
        var iou = shared / (Math.Max(a1, b1) - Math.Min(a0, b0));
        return iou >= SameIou || (shared > 0 && Math.Abs(a0 - b0) <= SideTolerance && Math.Abs(a1 - b1) <= SideTolerance) ? iou / 2 : 0;
    }
}
