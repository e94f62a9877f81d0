namespace RedKube.Worker.Pipeline;

/// <summary>Parts that no tile in work needs but a region to come will. Guarded by the scheduler's lock.</summary>
internal sealed class KeptBlocks
{
    private readonly List<BlockEntry> entries = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => entries.Count == 0;

    /// <summary>Keeps a part.</summary>
    public void Add(BlockEntry entry) => entries.Add(entry);

    /// <summary>A part is needed again.</summary>
    public void Remove(BlockEntry entry) => entries.Remove(entry);

    /// <summary>Takes the part out that is wanted last of all.</summary>
    public BlockEntry TakeLastWanted()
    {
        var last = 0;
        for (var i = 1; i < entries.Count; i++)
        {
            last = entries[i].NextRegion > entries[last].NextRegion ? i : last;
        }

        var entry = entries[last];
        entries.RemoveAt(last);
        return entry;
    }

    /// <summary>Takes all parts of an image out.</summary>
    public IReadOnlyList<BlockEntry> TakeAllOf(ImageWork image)
    {
        var all = entries.FindAll(e => e.Image == image);
        entries.RemoveAll(e => e.Image == image);
        return all;
    }
}
