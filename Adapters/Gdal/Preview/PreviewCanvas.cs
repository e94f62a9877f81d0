using RedKube.Core.Geometry;

namespace RedKube.Adapters.Gdal.Preview;

/// <summary>A small picture in memory: red, green and blue planes, row by row, one after the other.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
internal sealed class PreviewCanvas(int width, int height)
{
    /// <summary>Columns.</summary>
    public int Width => width;

    /// <summary>Rows.</summary>
    public int Height => height;

    /// <summary>The three planes.</summary>
    public byte[] Planes { get; } = new byte[3 * width * height];

    /// <summary>Draws a closed line of one pixel in a darker edge, so that it shows on bright ground too.</summary>
    /// <param name="ring">Corners in the picture's pixels, the first not repeated.</param>
    /// <param name="colour">Its colour.</param>
    public void Draw(IReadOnlyList<PixelPoint> ring, PreviewColour colour)
    {
        var shade = new PreviewColour("", (byte)(colour.Red / 4), (byte)(colour.Green / 4), (byte)(colour.Blue / 4));
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                Line(ring[i], ring[(i + 1) % ring.Count], pass == 0 ? shade : colour, pass == 0 ? 1 : 0);
            }
        }
    }

    private void Line(PixelPoint from, PixelPoint to, PreviewColour colour, int margin)
    {
        var steps = (int)Math.Ceiling(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
        for (var i = 0; i <= steps; i++)
        {
            var t = steps == 0 ? 0 : (double)i / steps;
            var x = (int)Math.Floor(from.X + (t * (to.X - from.X)));
            var y = (int)Math.Floor(from.Y + (t * (to.Y - from.Y)));
            for (var dy = -margin; dy <= margin; dy++)
            {
                for (var dx = -margin; dx <= margin; dx++)
                {
                    Dot(x + dx, y + dy, colour);
                }
            }
        }
    }

    private void Dot(int x, int y, PreviewColour colour)
    {
        if (x < 0 || y < 0 || x >= width || y >= height)
        {
            return;
        }

        var at = (y * width) + x;
        var plane = width * height;
        Planes[at] = colour.Red;
        Planes[at + plane] = colour.Green;
        Planes[at + (2 * plane)] = colour.Blue;
    }
}
