using RedKube.Core.Errors;
using RedKube.Core.Geometry;
using RedKube.Core.Imagery;

namespace RedKube.Core.Planning;

/// <summary>
/// What a job does to an image, region by region. It is a rule, not a list: it stays a few kilobytes for an image of any size. Immutable; safe for any
/// number of threads.
/// </summary>
public sealed class Plan
{
    private readonly Lazy<(int Regions, long Tiles)> counts;

    /// <summary>Makes a plan.</summary>
    /// <param name="spec">What it follows from.</param>
    /// <exception cref="RedKubeException">RK1102 where the area does not touch the image.</exception>
    public Plan(PlanSpec spec)
    {
        Spec = spec;
        Grid = new TileGrid(spec.Image, spec.TileSize, spec.Overlap);
        Layout = new RegionLayout(Grid, spec.RegionSize, spec.FileBlock, spec.MemoryBytes / spec.BytesPerPixel);
        Blocks = MakeBlocks(spec, Layout);
        Area = spec.AreaPixels is null ? null : Area.FromPixels(spec.AreaPixels, spec.Image);
        StripColumns = MakeStrips(spec, Layout, Blocks);
        counts = new(Count);
    }

    /// <summary>What it follows from.</summary>
    public PlanSpec Spec { get; }

    /// <summary>All tiles of the image.</summary>
    public TileGrid Grid { get; }

    /// <summary>How tiles are dealt to regions.</summary>
    public RegionLayout Layout { get; }

    /// <summary>The parts in which the image is read.</summary>
    public BlockGrid Blocks { get; }

    /// <summary>The area of interest, or null.</summary>
    public Area? Area { get; }

    /// <summary>
    /// Columns of regions that are read side by side before the columns to the right of them: so few that what the row below will need of the row above
    /// fits the memory, however wide the image is.
    /// </summary>
    public int StripColumns { get; }

    /// <summary>Regions with a tile to look at.</summary>
    public int RegionCount => counts.Value.Regions;

    /// <summary>Tiles to look at.</summary>
    public long TileCount => counts.Value.Tiles;

    /// <summary>The regions with a tile to look at, in order of their numbers, one at a time.</summary>
    public IEnumerable<Region> Regions() => Area is null
        ? Enumerable.Range(0, Layout.Count).Select(Layout.At)
        : Candidates(Area).Where(region => TilesOf(region).Any());

    /// <summary>The tiles of a region that are to be looked at, row by row.</summary>
    /// <param name="region">A region of this plan.</param>
    public IEnumerable<Tile> TilesOf(Region region) => Area is null ? AllTilesOf(region) : Area.TilesIn(Grid, region);

    /// <summary>The region of a number.</summary>
    /// <param name="index">0 to the layout's count − 1.</param>
    /// <exception cref="RedKubeException">RK9001 where there is none of that number.</exception>
    public Region RegionAt(int index) => index >= 0 && index < Layout.Count
        ? Layout.At(index)
        : throw new RedKubeException(ErrorCode.Bug, $"Region {index} was asked for; the plan has regions 0 to {Layout.Count - 1}.");

    /// <summary>Where a region stands in the order in which the image should be read: strip by strip from the left, each row by row.</summary>
    /// <param name="region">Its number.</param>
    public int OrderOf(int region)
    {
        var (row, column) = Math.DivRem(region, Layout.Columns);
        var (strip, inStrip) = Math.DivRem(column, StripColumns);
        return (((strip * Layout.Rows) + row) * StripColumns) + inStrip;
    }

    private IEnumerable<Tile> AllTilesOf(Region region)
    {
        for (var row = region.FirstRow; row < region.FirstRow + region.Rows; row++)
        {
            for (var column = region.FirstColumn; column < region.FirstColumn + region.Columns; column++)
            {
                yield return Grid.At(column, row);
            }
        }
    }

    // Only regions under the area's bounds are asked: a harbour in an image of 500,000 pixels a side costs what a harbour costs.
    private IEnumerable<Region> Candidates(Area wanted)
    {
        var box = wanted.Bounds;
        int x = Math.Clamp((int)Math.Floor(box.XMin) - 1, 0, Spec.Image.Width - 1), y = Math.Clamp((int)Math.Floor(box.YMin) - 1, 0, Spec.Image.Height - 1);
        int right = Math.Clamp((int)Math.Ceiling(box.XMax) + 1, x + 1, Spec.Image.Width), bottom = Math.Clamp((int)Math.Ceiling(box.YMax) + 1, y + 1, Spec.Image.Height);
        var under = Layout.Touching(new PixelRect(x, y, right - x, bottom - y));
        for (var row = under.Y; row < under.Bottom; row++)
        {
            for (var column = under.X; column < under.Right; column++)
            {
                yield return Layout.At((row * Layout.Columns) + column);
            }
        }
    }

    private (int Regions, long Tiles) Count()
    {
        if (Area is null)
        {
            return (Layout.Count, Grid.Count);
        }

        var regions = 0;
        var tiles = 0L;
        foreach (var region in Candidates(Area))
        {
            var inRegion = Area.Relate(region.Rect(Grid)) switch
            {
                AreaRelation.Outside => 0,
                AreaRelation.Inside => (long)region.Columns * region.Rows,
                _ => Area.TilesIn(Grid, region).LongCount(),
            };
            regions += inRegion > 0 ? 1 : 0;
            tiles += inRegion;
        }

        return (regions, tiles);
    }

    // Three eighths for what the next row will need; the rest is for the tiles in work and what is read ahead.
    private static int MakeStrips(PlanSpec spec, RegionLayout layout, BlockGrid blocks)
    {
        var border = (long)Math.Min(spec.RegionSize, spec.Image.Width) * (spec.Overlap.Height + blocks.Part.Height) * spec.BytesPerPixel;
        return (int)Math.Clamp(spec.MemoryBytes / 8 * 3 / border, 1, layout.Columns);
    }

    private static BlockGrid MakeBlocks(PlanSpec spec, RegionLayout layout)
    {
        var whole = BlockGrid.WholeBlocks(spec.Image, spec.FileBlock);
        var fits = layout.IsBands || (!layout.IsWide && whole.Part.Count * 4 <= spec.MemoryBytes / spec.BytesPerPixel);

        // Pieces as wide as a region: each decodes its block again, so few and wide is right; low, so that little is held.
        return fits ? whole : BlockGrid.Pieces(spec.Image, spec.FileBlock, new PixelSize(Math.Min(spec.RegionSize, 8192), 512));
    }
}
