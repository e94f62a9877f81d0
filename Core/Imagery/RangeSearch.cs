using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>
/// Searches an image of which nearly all is missing for valid values. It is cut into cells of whole blocks, since a block is decoded whole anyway, and
/// these are read coarse to fine: every 2ᵏth along each axis, then those between. A budget of decoded pixels bounds it, so an image of hundreds of gigabytes
/// costs no more than one of a few.
/// </summary>
internal static class RangeSearch
{
    // Decoded pixels: a few seconds. An image of up to 16,384 pixels a side is searched to its last pixel.
    private const long Budget = 1L << 28;
    private const int Enough = 128 * 128;
    private const int LeastSide = 512;
    private const int MostPixels = 1 << 20;

    /// <summary>Adds values of the bands that have none, until there are some thousand of each, all is searched or the budget is spent.</summary>
    /// <param name="sample">What was found so far.</param>
    /// <param name="within">Where to search, inside the image.</param>
    /// <param name="block">What the file decodes at once.</param>
    public static void Run(RangeSample sample, PixelRect within, PixelSize block)
    {
        List<float>[] lacking = [.. sample.Bands.Where(static b => b.Count == 0)];
        var cell = CellOf(block);

        // A cell that is but a part of a high block costs the whole of it.
        var cost = Math.Max(cell.Count, block.Count);
        var left = Budget;
        foreach (var place in Cells(within, cell))
        {
            sample.Add(place, lacking);
            left -= cost;
            if (left <= 0 || Array.TrueForAll(lacking, static b => b.Count >= Enough))
            {
                return;
            }
        }
    }

    // Whole blocks, as many as give a fair piece; of a high and wide block a slice.
    private static PixelSize CellOf(PixelSize block)
    {
        var width = block.Width * Math.Max(1, (LeastSide + block.Width - 1) / block.Width);
        var height = block.Height * Math.Max(1, (LeastSide + block.Height - 1) / block.Height);
        return new PixelSize(width, Math.Clamp(MostPixels / width, 1, height));
    }

    private static IEnumerable<PixelRect> Cells(PixelRect within, PixelSize cell)
    {
        int left = within.X / cell.Width, top = within.Y / cell.Height;
        int columns = ((within.Right - 1) / cell.Width) - left + 1, rows = ((within.Bottom - 1) / cell.Height) - top + 1;
        var coarsest = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(columns, rows));
        for (var step = coarsest; step > 0; step /= 2)
        {
            for (var row = 0; row < rows; row += step)
            {
                // In rows of the coarser steps every second cell was read before.
                var wasRead = step < coarsest && row % (2 * step) == 0;
                for (var column = wasRead ? step : 0; column < columns; column += wasRead ? 2 * step : step)
                {
                    yield return new PixelRect((left + column) * cell.Width, (top + row) * cell.Height, cell.Width, cell.Height).Intersect(within);
                }
            }
        }
    }
}
