using RedKube.Core.Detections;
using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Merging;

/// <summary>
/// Decides which detections of two tiles are views of one object: both tiles see the same pixels where they overlap, so there the two
/// views must agree. Gathers the pairs that do; docs/merging.md explains the rules and their figures.
/// </summary>
internal readonly struct ViewMatcher(SpatialIndex index, TileGrid grid, Outlines outlines, ViewPairs found) : IPairVisitor
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

    private readonly TileBorders borders = new(grid);

    /// <inheritdoc/>
    public void Visit(ReadOnlySpan<Detection> detections, int i, int j)
    {
        int x0 = Math.Max(index.TileX[i], index.TileX[j]), y0 = Math.Max(index.TileY[i], index.TileY[j]);
        int x1 = Math.Min(index.TileX[i], index.TileX[j]) + grid.X.Tile, y1 = Math.Min(index.TileY[i], index.TileY[j]) + grid.Y.Tile;
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

    private double BoxAgreement(int i, int j, float x0, float y0, float x1, float y1)
    {
        float ax0 = Math.Max(index.XMin[i], x0), ay0 = Math.Max(index.YMin[i], y0), ax1 = Math.Min(index.XMax[i], x1), ay1 = Math.Min(index.YMax[i], y1);
        float bx0 = Math.Max(index.XMin[j], x0), by0 = Math.Max(index.YMin[j], y0), bx1 = Math.Min(index.XMax[j], x1), by1 = Math.Min(index.YMax[j], y1);
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

        var ios = shared / Math.Min(areaA, areaB);
        return ios < CutIou ? 0 : LooseAgreement(i, j, iou, ios, areaA < areaB, new PixelBox(x0, y0, x1, y1));
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
            : LooseAgreement(i, j, both.Iou, both.Ios, both.AreaA < both.AreaB, seen);
    }

    // What a border cuts is seen less well; for two whole views, the threshold of the rule decides instead.
    private double LooseAgreement(int i, int j, double iou, double ios, bool firstIsSmaller, PixelBox seen)
    {
        var (cutI, cutJ) = (IsCut(i, j, seen), IsCut(j, i, seen));
        if (iou >= CutIou)
        {
            return cutI || cutJ ? iou : 0;
        }

        return ios >= PieceIos && (firstIsSmaller ? cutI : cutJ) ? (0.3 * ios) + (0.1 * iou) : 0;
    }

    // At a border of its tile, or where what the other tile sees of it goes on beyond that border.
    private bool IsCut(int entry, int other, PixelBox seen) => Open(entry) != Sides.None || BoxOf(other).IntersectionArea(seen) < 0.999 * BoxOf(other).Area;

    private Sides Open(int entry) => borders.OpenSides(BoxOf(entry), index.TileX[entry], index.TileY[entry]);

    private PixelBox BoxOf(int entry) => new(index.XMin[entry], index.YMin[entry], index.XMax[entry], index.YMax[entry]);

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
