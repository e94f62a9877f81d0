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
    private readonly List<PixelPoint> points = [];

    /// <summary>Resolves a group.</summary>
    /// <param name="detections">In merge order.</param>
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
            largest = view.Open == Sides.None ? Math.Max(largest, view.Detection.Area) : largest;
        }

        whole.Clear();
        foreach (ref readonly var view in CollectionsMarshal.AsSpan(views))
        {
            if (view.Open == Sides.None && view.Detection.Area >= WholeOfLargest * largest && view.Detection.Box.Area >= WholeOfAll * all.Area)
            {
                whole.Add(view.Detection);
            }
        }

        var outline = whole.Count > 0 ? fusion.Combine(whole) : Stitch();
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
            var tile = rect.ToBox();
            var seen = outlines.BoundsWithin(detection, tile, out var area);
            var at = views.Count;
            while (at > 0 && views[at - 1].Rank > member)
            {
                at--;
            }

            views.Insert(at, new View(member, detection, tile, seen, borders.OpenSides(detection.Box, rect.X, rect.Y), area));
            member = groups.Next(member);
        }
        while (member != root);

    }

    private Detection Stitch()
    {
        // Largest first: the more of an object a tile sees, the better it knows it.
        views.Sort(static (a, b) => a.Area != b.Area ? b.Area.CompareTo(a.Area) : a.Rank.CompareTo(b.Rank));
        if (views.Exists(static v => v.Detection.Shape is PixelPolygon))
        {
            return Fusion.UnionOfPolygons(views.ConvertAll(static v => v.Detection));
        }

        return views.TrueForAll(static v => v.Detection.Shape is OrientedBox) ? StitchOriented() : views[0].Detection with { Box = StitchBox(), Shape = null };
    }

    // Each side comes from the largest view that saw it end.
    private PixelBox StitchBox()
    {
        var all = views[0].Seen;
        foreach (ref readonly var view in CollectionsMarshal.AsSpan(views))
        {
            all = all.Union(view.Seen);
        }

        var box = new PixelBox(
            End(Sides.Left, static v => v.XMin, all.XMin),
            End(Sides.Top, static v => v.YMin, all.YMin),
            End(Sides.Right, static v => v.XMax, all.XMax),
            End(Sides.Bottom, static v => v.YMax, all.YMax));
        return box.Width > 0 && box.Height > 0 ? box : all;
    }

    private double End(Sides side, Func<PixelBox, double> value, double otherwise)
    {
        foreach (var view in views)
        {
            if ((view.Open & side) == Sides.None)
            {
                return value(view.Detection.Box);
            }
        }

        return otherwise;
    }

    // Begins with the largest view; another one widens it only where it clearly goes on beyond, so that neither the jitter of corners nor the
    // loose rectangle around a small cut corner adds anything.
    private Detection StitchOriented()
    {
        var first = views[0];
        var box = (OrientedBox)first.Detection.Shape!;
        points.Clear();
        AddCredible(0);
        for (var i = 1; i < views.Count; i++)
        {
            var current = first.Detection with { Box = box.Bounds, Shape = box };
            var (distance, share) = outlines.Outside(views[i].Detection, current, views[i].Tile);
            if (distance > OutsideTolerance && share > OutsideShare)
            {
                AddCredible(i);
                box = MinimumRectangle.Around(CollectionsMarshal.AsSpan(points), box);
            }
        }

        return first.Detection with { Box = box.Bounds, Shape = box };
    }

    // The rectangle around a cut object covers more than the object. A corner of it that another tile sees, and does not find covered, is none.
    private void AddCredible(int at)
    {
        var from = points.Count;
        outlines.AddClipped(views[at].Detection, views[at].Tile, points);
        for (var p = points.Count - 1; p >= from; p--)
        {
            for (var i = 0; i < views.Count; i++)
            {
                if (i != at && Contradicts(views[i], points[p]) && points.Count > 3)
                {
                    points.RemoveAt(p);
                    break;
                }
            }
        }
    }

    private static bool Contradicts(View view, PixelPoint point) =>
        point.X > view.Tile.XMin + OutsideTolerance && point.X < view.Tile.XMax - OutsideTolerance
        && point.Y > view.Tile.YMin + OutsideTolerance && point.Y < view.Tile.YMax - OutsideTolerance
        && Outlines.Distance(view.Detection, point) > OutsideTolerance;

    private readonly record struct View(int Rank, Detection Detection, PixelBox Tile, PixelBox Seen, Sides Open, double Area);
}
