using RedKube.Core.Geometry;
using RedKube.Core.Imagery;
using RedKube.Dashboard.Api;
using RedKube.Dashboard.Tiles;

namespace RedKube.Dashboard.Images;

/// <summary>Says what an image is and how to draw it.</summary>
/// <param name="renderer">Draws images.</param>
/// <param name="images">Opens images.</param>
internal sealed class ImageDesk(ITileRenderer renderer, IRasterSource images)
{
    /// <summary>Shows an image.</summary>
    /// <param name="image">The image, checked.</param>
    /// <param name="tiles">Where its tiles are, without the numbers.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    public ImageView View(ImageRef image, string tiles, CancellationToken cancellation)
    {
        var frame = renderer.Frame(image, cancellation);
        return new ImageView(frame.Info, Space(frame), Outline(image, frame), tiles + "/{z}/{x}/{y}.png");
    }

    private static MapSpaceView Space(MapFrame frame)
    {
        var half = frame.Space.Side / 2;
        var side = frame.Space.Side;
        var extent = frame.Space.IsMercator
            ? new MapExtent((frame.Least.X * side) - half, half - (frame.Most.Y * side), (frame.Most.X * side) - half, half - (frame.Least.Y * side))
            : new MapExtent(frame.Least.X * side, frame.Least.Y * side, frame.Most.X * side, frame.Most.Y * side);
        return new MapSpaceView(frame.Space.IsMercator ? "mercator" : "pixels", side, extent, frame.MaxZoom, TileEndpoints.UsualSize);
    }

    private LonLat[]? Outline(ImageRef image, MapFrame frame)
    {
        using var geolocator = images.OpenGeolocator(image, new RasterReadOptions());
        if (geolocator is null)
        {
            return null;
        }

        var corners = new LonLat[4];
        double width = frame.Info.Size.Width, height = frame.Info.Size.Height;
        geolocator.ToMap([new(0, 0), new(width, 0), new(width, height), new(0, height)], corners);
        return corners;
    }
}
