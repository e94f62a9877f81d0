using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Planning;

/// <summary>What reading a plan's image will cost in one process.</summary>
/// <param name="BlocksNeeded">Blocks of the file under the plan's regions.</param>
/// <param name="BlocksDecoded">Blocks that are decoded, repeats counted.</param>
/// <param name="Bytes">Bytes of decoded pixels, repeats counted.</param>
public sealed record ReadEstimate(long BlocksNeeded, long BlocksDecoded, long Bytes)
{
    // From here on the file costs so much more than it needs to that its owner should know.
    private const double WorthMending = 1.5;

    /// <summary>Expected decodes per block; 1 is perfect.</summary>
    public double Factor => BlocksNeeded == 0 ? 1 : (double)BlocksDecoded / BlocksNeeded;

    /// <summary>Estimates a plan: a block is decoded once for a region; what neighbours to the right and below need is kept while memory lasts.</summary>
    /// <param name="plan">The plan.</param>
    public static ReadEstimate Of(Plan plan)
    {
        var blocks = plan.Blocks;
        long needed = 0, decoded = 0, pixels = 0;
        var kept = Kept(plan);
        foreach (var region in plan.Regions())
        {
            var under = blocks.Under(region.Rect(plan.Grid));
            var fresh = Fresh(plan, region, under, alongStrips: false);
            var read = kept ? Fresh(plan, region, under, alongStrips: true) : under;
            decoded += FileBlocks(blocks, read);
            pixels += Pixels(blocks, read).Count;
            needed += FileBlocks(blocks, fresh);
        }

        // Pieces of one block are counted with each piece above; needed once is enough.
        return new ReadEstimate(blocks.DividesBlocks ? Math.Min(needed, blocks.FileBlocks) : needed, decoded, pixels * plan.Spec.BytesPerPixel);
    }

    /// <summary>What to tell the user where the file makes reading dear: the expected factor and the command that mends the file; null where all is well.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="imageUri">The image's public address.</param>
    public string? Warning(Plan plan, string imageUri) => Factor < WorthMending
        ? null
        : $"Blocks of {plan.Spec.FileBlock} pixels do not fit the memory of {plan.Spec.MemoryBytes >> 20} MB: each is decoded about {Factor:0.0} times. "
            + $"Better: gdal_translate -of GTiff -co TILED=YES -co COMPRESS=DEFLATE -co BIGTIFF=IF_SAFER \"{imageUri}\" tiled.tif";

    // What the row of regions below needs again must fit beside what is being read.
    private static bool Kept(Plan plan)
    {
        var blocks = plan.Blocks;
        var width = (long)Math.Min(plan.Layout.IsBands ? plan.Spec.Image.Width : plan.Spec.RegionSize, plan.Spec.Image.Width);
        var border = plan.Layout.Rows > 1 ? width * plan.StripColumns * (plan.Spec.Overlap.Height + blocks.Part.Height) : 0;
        var working = width * (plan.Spec.TileSize.Height + blocks.Part.Height);
        return (border + working) * plan.Spec.BytesPerPixel <= plan.Spec.MemoryBytes;
    }

    // Of the parts under a region, those that no region to the left or above has read; where it counts, the left one is of another strip and long gone.
    private static PixelRect Fresh(Plan plan, Region region, PixelRect under, bool alongStrips)
    {
        var x = under.X;
        var y = under.Y;
        if (region.FirstColumn > 0 && !(alongStrips && region.FirstColumn / plan.Layout.TileColumns % plan.StripColumns == 0))
        {
            var before = plan.Blocks.Under(plan.Grid.At(region.FirstColumn - 1, region.FirstRow).Rect);
            x = Math.Max(x, before.Right);
        }

        if (region.FirstRow > 0)
        {
            var above = plan.Blocks.Under(plan.Grid.At(region.FirstColumn, region.FirstRow - 1).Rect);
            y = Math.Max(y, above.Bottom);
        }

        return new PixelRect(x, y, Math.Max(0, under.Right - x), Math.Max(0, under.Bottom - y));
    }

    private static long FileBlocks(BlockGrid blocks, PixelRect parts)
    {
        if (parts.IsEmpty)
        {
            return 0;
        }

        var rect = Pixels(blocks, parts);
        return blocks.DividesBlocks
            ? Each(blocks, parts)
            : (long)(((rect.Right - 1) / blocks.FileBlock.Width) - (rect.X / blocks.FileBlock.Width) + 1)
                * (((rect.Bottom - 1) / blocks.FileBlock.Height) - (rect.Y / blocks.FileBlock.Height) + 1);
    }

    private static long Each(BlockGrid blocks, PixelRect parts)
    {
        var count = 0L;
        for (var row = parts.Y; row < parts.Bottom; row++)
        {
            for (var column = parts.X; column < parts.Right; column++)
            {
                count += blocks.FileBlocksUnder((row * blocks.Columns) + column);
            }
        }

        return count;
    }

    private static PixelRect Pixels(BlockGrid blocks, PixelRect parts)
    {
        if (parts.IsEmpty)
        {
            return default;
        }

        int x = parts.X * blocks.Part.Width, y = parts.Y * blocks.Part.Height;
        return new PixelRect(x, y, Math.Min(parts.Right * blocks.Part.Width, blocks.Image.Width) - x, Math.Min(parts.Bottom * blocks.Part.Height, blocks.Image.Height) - y);
    }
}
