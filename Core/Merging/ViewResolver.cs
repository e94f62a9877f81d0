using System.Runtime.InteropServices;
using RedKube.Core.Detections;
using RedKube.Core.Geometry;

namespace RedKube.Core.Merging;

/// <summary>Makes one detection of the views of one object: what a tile saw whole decides; where no tile did, the pieces are stitched.</summary>
internal sealed class ViewResolver(TileOrigins tiles, MergeRule rule, Outlines outlines)
{
    // A view is as good as whole if it is not much smaller than the largest whole one, and than all views together.
    private const double WholeOfLargest = 0.8;
    private const double WholeOfAll = 0.7;
    private const double OutsideTolerance = 3;
    private const double OutsideShare = 0.1;

    private readonly TileBorders borders = new(tiles.Grid);
    private readonly Fusion fusion = new(rule);
    private readonly List<View> views = [];
    private readonly List<Detection> whole = [];
    private readonly List<Detection> pieces = [];
    private readonly List<PixelPoint> points = [];
    private readonly List<OrientedFit.View> told = [];
    private readonly OrientedFit fit = new();

    /// <summary>Resolves a group.</summary>
    /// <param name="detections">All.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="root">The root of one with several members.</param>
    public Detection Resolve(ReadOnlySpan<Detection> detections, Groups groups, int root)
    {
        Gather(detections, groups, root);
        var all = views[0].Seen;
        var largest = 0.0;
        foreach (ref readonly var view in CollectionsMarshal.AsSpan(views))
        {
            all = all.Union(view.Seen);
            largest = view.Open == Sides.None ? Math.Max(largest, detections[view.Id].Area) : largest;
        }

        whole.Clear();
        foreach (ref readonly var view in CollectionsMarshal.AsSpan(views))
        {
            ref readonly var detection = ref detections[view.Id];
            if (view.Open == Sides.None && detection.Area >= WholeOfLargest * largest && detection.Box.Area >= WholeOfAll * all.Area)
            {
                whole.Add(detection);
            }
        }

        var outline = whole.Count > 0 ? fusion.Combine(whole) : Stitch(detections, all);
        return detections[root] with { Box = outline.Box, Shape = outline.Shape };
    }

    private void Gather(ReadOnlySpan<Detection> detections, Groups groups, int root)
    {
        views.Clear();
        var member = root;
        do
        {
            ref readonly var detection = ref detections[member];
            var rect = tiles.Rect(detection.Tile);
            var seen = outlines.BoundsWithin(detection, rect.ToBox(), out var area);
            var at = views.Count;
            var rank = groups.Rank(member);
            while (at > 0 && views[at - 1].Rank > rank)
            {
                at--;
            }

            views.Insert(at, new View(member, rank, borders.OpenSides(detection.Box, rect.X, rect.Y), seen, area));
            member = groups.Next(member);
        }
        while (member != root);
    }

    private Detection Stitch(ReadOnlySpan<Detection> detections, PixelBox all)
    {
        // Largest first: the more of an object a tile sees, the better it knows it.
        views.Sort(static (a, b) => a.Area != b.Area ? b.Area.CompareTo(a.Area) : a.Rank.CompareTo(b.Rank));
        pieces.Clear();
        foreach (ref readonly var view in CollectionsMarshal.AsSpan(views))
        {
            pieces.Add(detections[view.Id]);
        }

        if (pieces.Exists(static p => p.Shape is PixelPolygon))
        {
            return Fusion.UnionOfPolygons(pieces);
        }

        return pieces.TrueForAll(static p => p.Shape is OrientedBox) ? StitchOriented() : pieces[0] with { Box = StitchBox(all), Shape = null };
    }

    // Each side comes from the largest view that saw it end.
    private PixelBox StitchBox(PixelBox all)
    {
        var box = new PixelBox(
            End(Sides.Left, static p => p.XMin, all.XMin),
            End(Sides.Top, static p => p.YMin, all.YMin),
            End(Sides.Right, static p => p.XMax, all.XMax),
            End(Sides.Bottom, static p => p.YMax, all.YMax));
        return box.Width > 0 && box.Height > 0 ? box : all;
    }

    private double End(Sides side, Func<PixelBox, double> value, double otherwise)
    {
        var at = views.FindIndex(v => (v.Open & side) == Sides.None);
        return at < 0 ? otherwise : value(pieces[at].Box);
    }

    // Begins with the largest view; another one widens it only where it clearly goes on beyond, so that neither the jitter of corners nor the
    // loose rectangle around a small cut corner adds anything.
    private Detection StitchOriented()
    {
        var first = pieces[0];
        var box = (OrientedBox)first.Shape!;
        points.Clear();
        AddCredible(0);
        for (var i = 1; i < pieces.Count; i++)
        {
            var current = first with { Box = box.Bounds, Shape = box };
            var (distance, share) = outlines.Outside(pieces[i], current, TileOf(pieces[i]));
            if (distance > OutsideTolerance && share > OutsideShare)
            {
                AddCredible(i);
                box = MinimumRectangle.Around(CollectionsMarshal.AsSpan(points), box);
            }
        }

        box = Refine(box);
        return first with { Box = box.Bounds, Shape = box };
    }

    // Where a view does not look as it would if the object were this box, the box that explains all views best takes its place.
    private OrientedBox Refine(OrientedBox box)
    {
        told.Clear();
        foreach (ref readonly var piece in CollectionsMarshal.AsSpan(pieces))
        {
            told.Add(new OrientedFit.View((OrientedBox)piece.Shape!, TileOf(piece)));
        }

        var all = CollectionsMarshal.AsSpan(told);
        if (fit.Worst(box, all) <= OrientedFit.Agreement)
        {
            return box;
        }

        points.Clear();
        for (var i = 0; i < pieces.Count; i++)
        {
            AddCredible(i);
        }

        return fit.Fit(box, CollectionsMarshal.AsSpan(points), all);
    }

    // The rectangle around a cut object covers more than the object. A corner of it that another tile sees, and does not find covered, is none.
    private void AddCredible(int at)
    {
        var from = points.Count;
        outlines.AddClipped(pieces[at], TileOf(pieces[at]), points);
        for (var p = points.Count - 1; p >= from; p--)
        {
            for (var i = 0; i < pieces.Count; i++)
            {
                if (i != at && points.Count > 3 && Contradicts(pieces[i], TileOf(pieces[i]), points[p]))
                {
                    points.RemoveAt(p);
                    break;
                }
            }
        }
    }

    private static bool Contradicts(in Detection piece, PixelBox tile, PixelPoint point) =>
        point.X > tile.XMin + OutsideTolerance && point.X < tile.XMax - OutsideTolerance
        && point.Y > tile.YMin + OutsideTolerance && point.Y < tile.YMax - OutsideTolerance
        && Outlines.Distance(piece, point) > OutsideTolerance;

    private PixelBox TileOf(in Detection piece) => tiles.Rect(piece.Tile).ToBox();

    private readonly record struct View(int Id, int Rank, Sides Open, PixelBox Seen, double Area);
}
