using RedKube.Core.Geometry;
using RedKube.Core.Planning;

namespace RedKube.Core.Merging;

/// <summary>Which sides of a tile are inner borders, and which sides of a detection lie at one and may therefore be cut.</summary>
internal sealed class TileBorders(TileGrid grid)
{
    // Twice the pixel that a detector may be off, and a little of the box for detectors that are off by more.
    private const double Slack = 2.25;
    private const double SlackOfExtent = 0.01;
    private const double MostSlack = 5;

    private readonly int width = grid.X.Tile, height = grid.Y.Tile, imageWidth = grid.X.Length, imageHeight = grid.Y.Length;

    /// <summary>The sides of a box at which it may be cut.</summary>
    /// <param name="box">The box.</param>
    /// <param name="tileX">First column of its tile.</param>
    /// <param name="tileY">First row of its tile.</param>
    public Sides OpenSides(PixelBox box, int tileX, int tileY)
    {
        var slackX = Math.Min(MostSlack, Slack + (SlackOfExtent * box.Width));
        var slackY = Math.Min(MostSlack, Slack + (SlackOfExtent * box.Height));
        var open = Sides.None;
        open |= tileX > 0 && box.XMin <= tileX + slackX ? Sides.Left : Sides.None;
        open |= tileY > 0 && box.YMin <= tileY + slackY ? Sides.Top : Sides.None;
        open |= tileX + width < imageWidth && box.XMax >= tileX + width - slackX ? Sides.Right : Sides.None;
        open |= tileY + height < imageHeight && box.YMax >= tileY + height - slackY ? Sides.Bottom : Sides.None;
        return open;
    }
}
