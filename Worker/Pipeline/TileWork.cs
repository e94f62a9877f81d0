using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Worker.Pipeline;

/// <summary>One tile on its way. Guarded by the scheduler's lock.</summary>
/// <param name="region">Its region.</param>
/// <param name="tile">The tile.</param>
/// <param name="slot">Its place among the region's tiles.</param>
/// <param name="blocks">The parts under it.</param>
internal sealed class TileWork(RegionWork region, Tile tile, int slot, BlockEntry[] blocks)
{
    /// <summary>Its region.</summary>
    public RegionWork Region { get; } = region;

    /// <summary>The tile.</summary>
    public Tile Tile { get; } = tile;

    /// <summary>Its place among the region's tiles.</summary>
    public int Slot { get; } = slot;

    /// <summary>The parts under it.</summary>
    public BlockEntry[] Blocks { get; } = blocks;

    /// <summary>Parts that are not read yet.</summary>
    public int Missing { get; set; }

    /// <summary>Where it stands.</summary>
    public TileState State { get; set; }

    /// <summary>Whether it waits for readers or lanes to come to it, not for what they do.</summary>
    public bool WaitsItsTurn => State == TileState.Ready || (State == TileState.Waiting && Array.Exists(Blocks, static b => !b.IsTaken));

    /// <summary>A block under it that could not be decoded, or null.</summary>
    public DamagedBlock? Damage()
    {
        foreach (var entry in Blocks)
        {
            for (var i = 0; i < entry.Damaged.Count; i++)
            {
                var damaged = entry.Damaged[i];
                if (!damaged.Rect.Intersect(Tile.Rect).IsEmpty)
                {
                    return damaged;
                }
            }
        }

        return null;
    }

    /// <summary>Its pixels; only between being taken and being let go.</summary>
    public TilePixels Pixels()
    {
        var held = new PixelBlock[Blocks.Length];
        for (var i = 0; i < held.Length; i++)
        {
            held[i] = Blocks[i].Block!;
        }

        return new TilePixels(Tile.Rect, Region.Image.InImage(Tile.Rect), held);
    }
}
