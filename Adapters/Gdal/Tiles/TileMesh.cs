using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Adapters.Gdal.Tiles;

/// <summary>
/// Where the pixels of a tile lie in its image: exact on a mesh of 16 × 16 cells, between its nodes linear, as GDAL's approximating transformer has it.
/// One thread at a time.
/// </summary>
internal sealed class TileMesh
{
    private const int Cells = 16;
    private const int Margin = 2;
    private readonly PixelPoint[] nodes;
    private readonly double widest;

    private TileMesh(PixelPoint[] nodes, double turn) => (this.nodes, widest) = (nodes, turn > 0 ? turn / 2 : double.MaxValue);

    /// <summary>Carries the mesh of a tile to its image.</summary>
    /// <param name="frame">The image's space.</param>
    /// <param name="geolocator">The image's, or null.</param>
    /// <param name="turn">The image's pixels once round the Earth, or 0.</param>
    /// <param name="tile">The tile.</param>
    public static TileMesh Of(MapFrame frame, IGeolocator? geolocator, double turn, MapTile tile)
    {
        var points = new MapPoint[(Cells + 1) * (Cells + 1)];
        for (var row = 0; row <= Cells; row++)
        {
            for (var column = 0; column <= Cells; column++)
            {
                points[(row * (Cells + 1)) + column] = tile.At((double)column / Cells, (double)row / Cells);
            }
        }

        var carried = new PixelPoint[points.Length];

        // What is far from the image is not asked for: some transformers take long, or answer with nonsense, far from home.
        if (!IsNear(frame, turn, tile))
        {
            Array.Fill(carried, new PixelPoint(double.NaN, double.NaN));
            return new TileMesh(carried, turn);
        }

        frame.Space.ToPixels(points, geolocator, carried);
        for (var i = 0; i < carried.Length; i++)
        {
            carried[i] = carried[i] with { X = Turn.Nearest(carried[i].X, frame.Info.Size.Width, turn) };
        }

        return new TileMesh(carried, turn);
    }

    private static bool IsNear(MapFrame frame, double turn, MapTile tile)
    {
        var (least, most) = (tile.At(0, 0), tile.At(1, 1));
        bool Meets(int turns) => least.X + turns <= frame.Most.X && most.X + turns >= frame.Least.X;
        return least.Y <= frame.Most.Y && most.Y >= frame.Least.Y && (Meets(0) || (turn > 0 && (Meets(-1) || Meets(1))));
    }

    /// <summary>The pixels of the image that the tile needs; null where there are none.</summary>
    /// <param name="image">The image's size.</param>
    public PixelRect? Window(PixelSize image)
    {
        double xMin = double.MaxValue, yMin = double.MaxValue, xMax = double.MinValue, yMax = double.MinValue;
        foreach (var node in nodes)
        {
            if (double.IsFinite(node.X) && double.IsFinite(node.Y))
            {
                (xMin, yMin) = (Math.Min(xMin, node.X), Math.Min(yMin, node.Y));
                (xMax, yMax) = (Math.Max(xMax, node.X), Math.Max(yMax, node.Y));
            }
        }

        if (xMax <= 0 || yMax <= 0 || xMin >= image.Width || yMin >= image.Height)
        {
            return null;
        }

        int x = (int)Math.Clamp(Math.Floor(xMin) - Margin, 0, image.Width - 1), y = (int)Math.Clamp(Math.Floor(yMin) - Margin, 0, image.Height - 1);
        int right = (int)Math.Clamp(Math.Ceiling(xMax) + Margin, x + 1, image.Width), bottom = (int)Math.Clamp(Math.Ceiling(yMax) + Margin, y + 1, image.Height);
        return new PixelRect(x, y, right - x, bottom - y);
    }

    /// <summary>Takes the tile's pixels out of what was read.</summary>
    /// <param name="block">Red, green, blue and mask of the window, perhaps reduced.</param>
    /// <param name="window">The window.</param>
    /// <param name="size">Pixels of the tile's side.</param>
    /// <returns>Four planes, one after the other; null where none is there.</returns>
    public byte[]? Sample(PixelBlock block, PixelRect window, int size)
    {
        var planes = new byte[4 * size * size];
        double scaleX = (double)block.Rect.Width / window.Width, scaleY = (double)block.Rect.Height / window.Height;
        var any = false;
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var at = Interpolate((column + 0.5) * Cells / size, (row + 0.5) * Cells / size);
                if (!(at.X >= window.X && at.Y >= window.Y && at.X < window.Right && at.Y < window.Bottom))
                {
                    continue;
                }

                any |= Take(block, (at.X - window.X) * scaleX, (at.Y - window.Y) * scaleY, planes, (row * size) + column, size * size);
            }
        }

        return any ? planes : null;
    }

    // The nearest: what was read is as fine as the tile, and enlarged pixels should be seen as they are.
    private static bool Take(PixelBlock block, double x, double y, byte[] planes, int target, int plane)
    {
        int column = Math.Min((int)x, block.Rect.Width - 1), row = Math.Min((int)y, block.Rect.Height - 1);
        if (block.MaskRow(row)[column] == 0)
        {
            return false;
        }

        for (var band = 0; band < 3; band++)
        {
            planes[(band * plane) + target] = block.Row<byte>(band, row)[column];
        }

        planes[(3 * plane) + target] = 255;
        return true;
    }

    private PixelPoint Interpolate(double x, double y)
    {
        int column = Math.Min((int)x, Cells - 1), row = Math.Min((int)y, Cells - 1);
        double fx = x - column, fy = y - row;
        var at = (row * (Cells + 1)) + column;
        var (a, b, c, d) = (nodes[at], nodes[at + 1], nodes[at + Cells + 1], nodes[at + Cells + 2]);
        if (Math.Abs(a.X - b.X) > widest || Math.Abs(c.X - d.X) > widest)
        {
            // On the other side of the Earth, where the columns begin anew.
            return new PixelPoint(double.NaN, double.NaN);
        }

        return new PixelPoint(
            ((a.X * (1 - fx)) + (b.X * fx)) * (1 - fy) + (((c.X * (1 - fx)) + (d.X * fx)) * fy),
            ((a.Y * (1 - fx)) + (b.Y * fx)) * (1 - fy) + (((c.Y * (1 - fx)) + (d.Y * fx)) * fy));
    }
}
