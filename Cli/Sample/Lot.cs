namespace RedKube.Cli.Sample;

/// <summary>A square of 256 × 256 pixels of the world and all that stands in it; nothing but shadows and wakes reaches over its edge.</summary>
internal sealed class Lot(long column, long row)
{
    /// <summary>Side of a lot, pixels.</summary>
    public const int Side = 256;

    /// <summary>How far shadows and wakes reach beyond a lot at most, pixels.</summary>
    public const int Reach = 128;

    private readonly List<Item> items = [];
    private readonly List<Part> ground = [];

    /// <summary>The lot's own box.</summary>
    public WorldBox Box { get; } = new(column * Side, row * Side, (column + 1) * Side, (row + 1) * Side);

    /// <summary>What stands in it.</summary>
    public IReadOnlyList<Item> Items => items;

    /// <summary>Aprons, roads, fields.</summary>
    public IReadOnlyList<Part> Ground => ground;

    /// <summary>Lays ground.</summary>
    public void Lay(Part part) => ground.Add(part);

    /// <summary>Adds an item if it keeps inside the lot and clear of all others.</summary>
    /// <returns>Whether it was added.</returns>
    public bool TryAdd(Item item)
    {
        if (WorldBox.Around(item.Footprint) is var f && (f.XMin < Box.XMin + 1 || f.YMin < Box.YMin + 1 || f.XMax > Box.XMax - 1 || f.YMax > Box.YMax - 1))
        {
            return false;
        }

        foreach (var other in items)
        {
            // Two boxes of one class that overlap much could not be told apart by any merging of boxes.
            if (item.Overlaps(other) || (item.Kind != ItemKind.Clutter && item.Kind == other.Kind && item.Box.Iou(other.Box) > 0.25))
            {
                return false;
            }
        }

        items.Add(item);
        return true;
    }
}
