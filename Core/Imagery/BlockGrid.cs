using RedKube.Core.Geometry;

namespace RedKube.Core.Imagery;

/// <summary>
/// The parts in which an image is read. Each is one block of the file, or several tiny ones taken together, so that a block is decoded for one part only;
/// where blocks are too big for the memory, a part is a piece of one, and the file decodes the block for each piece.
/// </summary>
/// <param name="Image">Size of the image.</param>
/// <param name="FileBlock">What the file decodes at once.</param>
/// <param name="Part">Size of a part; those at the right and lower edge may be smaller.</param>
public sealed record BlockGrid(PixelSize Image, PixelSize FileBlock, PixelSize Part)
{
    // A read smaller than this spends its time in calls; a larger one makes the first tile wait.
    private const int UsualSide = 512;

    /// <summary>Columns of parts.</summary>
    public int Columns => (Image.Width + Part.Width - 1) / Part.Width;

    /// <summary>Rows of parts.</summary>
    public int Rows => (Image.Height + Part.Height - 1) / Part.Height;

    /// <summary>Whether parts are pieces of blocks, so that a block is decoded more than once.</summary>
    public bool DividesBlocks => (Part.Width < FileBlock.Width && Part.Width < Image.Width) || (Part.Height < FileBlock.Height && Part.Height < Image.Height);

    /// <summary>Blocks of the file.</summary>
    public long FileBlocks => (long)CountAlong(0, Image.Width, FileBlock.Width) * CountAlong(0, Image.Height, FileBlock.Height);

    /// <summary>Parts that are whole blocks: tiny blocks are taken together up to about 512 × 512 pixels.</summary>
    /// <param name="image">Size of the image.</param>
    /// <param name="block">What the file decodes at once.</param>
    public static BlockGrid WholeBlocks(PixelSize image, PixelSize block)
    {
        block = new PixelSize(Math.Clamp(block.Width, 1, image.Width), Math.Clamp(block.Height, 1, image.Height));
        var width = block.Width * Math.Max(1, UsualSide / block.Width);
        var height = block.Height * (int)Math.Max(1, UsualSide * UsualSide / ((long)width * block.Height));
        return new BlockGrid(image, block, new PixelSize(Math.Min(width, image.Width), Math.Min(height, image.Height)));
    }

    /// <summary>Parts that are pieces of blocks which are too big to be held.</summary>
    /// <param name="image">Size of the image.</param>
    /// <param name="block">What the file decodes at once.</param>
    /// <param name="largest">The most pixels along each side of a piece.</param>
    public static BlockGrid Pieces(PixelSize image, PixelSize block, PixelSize largest)
    {
        var whole = WholeBlocks(image, block);
        return whole with { Part = new PixelSize(Share(whole.Part.Width, largest.Width), Share(whole.Part.Height, largest.Height)) };
    }

    /// <summary>The pixels of a part.</summary>
    /// <param name="index">Row × columns + column.</param>
    public PixelRect RectOf(int index)
    {
        int x = index % Columns * Part.Width, y = index / Columns * Part.Height;
        return new PixelRect(x, y, Math.Min(Part.Width, Image.Width - x), Math.Min(Part.Height, Image.Height - y));
    }

    /// <summary>The parts that hold a pixel of a rectangle: first column, first row, columns, rows in units of parts.</summary>
    /// <param name="rect">Pixels inside the image.</param>
    public PixelRect Under(PixelRect rect)
    {
        int x = rect.X / Part.Width, y = rect.Y / Part.Height;
        return new PixelRect(x, y, ((rect.Right - 1) / Part.Width) - x + 1, ((rect.Bottom - 1) / Part.Height) - y + 1);
    }

    /// <summary>Blocks of the file that are decoded to read a part.</summary>
    /// <param name="index">The part.</param>
    public int FileBlocksUnder(int index)
    {
        var rect = RectOf(index);
        return CountAlong(rect.X, rect.Right, FileBlock.Width) * CountAlong(rect.Y, rect.Bottom, FileBlock.Height);
    }

    /// <summary>The file's blocks in a part, cut to the part.</summary>
    /// <param name="index">The part.</param>
    public IEnumerable<PixelRect> FileBlocksIn(int index)
    {
        var part = RectOf(index);
        for (var y = part.Y / FileBlock.Height; y <= (part.Bottom - 1) / FileBlock.Height; y++)
        {
            for (var x = part.X / FileBlock.Width; x <= (part.Right - 1) / FileBlock.Width; x++)
            {
                yield return new PixelRect(x * FileBlock.Width, y * FileBlock.Height, FileBlock.Width, FileBlock.Height).Intersect(part);
            }
        }
    }

    private static int CountAlong(int from, int to, int block) => ((to - 1) / block) - (from / block) + 1;

    private static int Share(int side, int largest) => side <= largest ? side : (side + ((side + largest - 1) / largest) - 1) / ((side + largest - 1) / largest);
}
