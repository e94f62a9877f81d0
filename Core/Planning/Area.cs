using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using NtsGeometry = NetTopologySuite.Geometries.Geometry;

namespace RedKube.Core.Planning;

/// <summary>
/// An area of interest in the pixels of one image; holes and several parts count. It selects tiles, and at the end the detections whose centre is in it.
/// Safe for any number of threads.
/// </summary>
public sealed class Area
{
    private static readonly GeometryFactory Factory = new();
    private readonly IPreparedGeometry prepared;
    private readonly IndexedPointInAreaLocator locator;

    private Area(NtsGeometry pixels)
    {
        prepared = PreparedGeometryFactory.Prepare(pixels);
        locator = new IndexedPointInAreaLocator(pixels);
        var box = pixels.EnvelopeInternal;
        Bounds = new PixelBox(box.MinX, box.MinY, box.MaxX, box.MaxY);
        SquarePixels = pixels.Area;
        Wkt = pixels.AsText();

        // Both build their index on the first question; asked here, it is built before threads share it.
        locator.Locate(new Coordinate(box.MinX, box.MinY));
        Relate(Bounds);
    }

    /// <summary>The smallest box around it, inside the image.</summary>
    public PixelBox Bounds { get; }

    /// <summary>It as WKT in continuous pixel space, inside the image: what a plan stores.</summary>
    public string Wkt { get; }

    /// <summary>What it covers of the image.</summary>
    public double SquarePixels { get; }

    /// <summary>Makes an area of WKT on the map.</summary>
    /// <param name="wkt">Lon/lat, WGS 84 degrees; edges are straight in lon/lat.</param>
    /// <param name="geolocator">Of the image.</param>
    /// <param name="image">The image's size.</param>
    /// <exception cref="RedKubeException">RK1101: invalid WKT, with the position. RK1102: it does not touch the image. RK2010: the image has no place.</exception>
    public static Area FromMap(string wkt, IGeolocator geolocator, PixelSize image)
    {
        var map = AreaWkt.Parse(wkt);
        return InImage(new AreaToPixels(geolocator, image).Carry(map), image, map.EnvelopeInternal, "lon/lat");
    }

    /// <summary>Makes an area of WKT in pixels.</summary>
    /// <param name="wkt">Continuous pixel space: x right, y down.</param>
    /// <param name="image">The image's size.</param>
    /// <exception cref="RedKubeException">RK1101: invalid WKT, with the position. RK1102: it does not touch the image.</exception>
    public static Area FromPixels(string wkt, PixelSize image)
    {
        var pixels = AreaWkt.Parse(wkt);
        return InImage(pixels, image, pixels.EnvelopeInternal, "pixels");
    }

    /// <summary>Whether any of it lies in a tile, or touches its edge.</summary>
    /// <param name="tile">The tile's pixels.</param>
    public bool TouchesTile(PixelRect tile) => Relate(tile) != AreaRelation.Outside;

    /// <summary>How a rectangle lies to it: a region outside is skipped as a whole, one inside needs no question for each of its tiles.</summary>
    /// <param name="rect">The rectangle.</param>
    public AreaRelation Relate(PixelRect rect) => Relate(rect.ToBox());

    /// <summary>Whether a point is in it, its boundary included.</summary>
    /// <param name="point">The point.</param>
    public bool Contains(PixelPoint point) =>
        point.X >= Bounds.XMin && point.X <= Bounds.XMax && point.Y >= Bounds.YMin && point.Y <= Bounds.YMax
        && locator.Locate(new Coordinate(point.X, point.Y)) != Location.Exterior;

    /// <summary>The tiles of a region that it touches, row by row.</summary>
    /// <param name="grid">The image's tiles.</param>
    /// <param name="region">The region.</param>
    public IEnumerable<Tile> TilesIn(TileGrid grid, Region region)
    {
        var relation = Relate(region.Rect(grid));
        if (relation == AreaRelation.Outside)
        {
            yield break;
        }

        for (var row = region.FirstRow; row < region.FirstRow + region.Rows; row++)
        {
            for (var column = region.FirstColumn; column < region.FirstColumn + region.Columns; column++)
            {
                var tile = grid.At(column, row);
                if (relation == AreaRelation.Inside || TouchesTile(tile.Rect))
                {
                    yield return tile;
                }
            }
        }
    }

    private AreaRelation Relate(PixelBox box)
    {
        if (box.XMin > Bounds.XMax || box.XMax < Bounds.XMin || box.YMin > Bounds.YMax || box.YMax < Bounds.YMin)
        {
            return AreaRelation.Outside;
        }

        var rectangle = Factory.ToGeometry(new Envelope(box.XMin, box.XMax, box.YMin, box.YMax));
        return !prepared.Intersects(rectangle) ? AreaRelation.Outside : prepared.Covers(rectangle) ? AreaRelation.Inside : AreaRelation.Partly;
    }

    private static Area InImage(NtsGeometry? pixels, PixelSize image, Envelope given, string unit)
    {
        // What lies beyond the image can select nothing; without it the questions are cheaper.
        var frame = Factory.ToGeometry(new Envelope(0, image.Width, 0, image.Height));
        var inside = pixels is null ? null : AreaWkt.Join([OverlayNGRobust.Overlay(pixels, frame, SpatialFunction.Intersection)]);
        return inside is not null ? new Area(inside) : throw new RedKubeException(
            ErrorCode.AreaOutsideImage,
            $"The area (from {given.MinX} {given.MinY} to {given.MaxX} {given.MaxY}, {unit}) does not touch the image of {image} pixels. Check the order of coordinates, lon lat, or the image.");
    }
}
