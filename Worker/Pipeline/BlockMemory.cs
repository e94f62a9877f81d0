namespace RedKube.Worker.Pipeline;

/// <summary>What parts of images are held, and what gives way where room is short. Guarded by the scheduler's lock.</summary>
/// <param name="limitBytes">Decoded pixels that are held at most.</param>
internal sealed class BlockMemory(long limitBytes)
{
    private readonly KeptBlocks kept = new();
    private long held;

    /// <summary>Whether a part fits, once what nobody uses has given way.</summary>
    public bool MakeRoomFor(BlockEntry entry)
    {
        while (held + entry.Bytes > limitBytes && !kept.IsEmpty)
        {
            Free(kept.TakeLastWanted());
        }

        return held + entry.Bytes <= limitBytes;
    }

    /// <summary>A part is about to be read.</summary>
    public void Take(BlockEntry entry) => held += entry.Bytes;

    /// <summary>A part that was taken has no pixels after all.</summary>
    public void GiveBack(BlockEntry entry) => held -= entry.Bytes;

    /// <summary>Nobody uses a part any more: it stays where a region to come will want it.</summary>
    public void KeepOrFree(BlockEntry entry)
    {
        entry.NextRegion = entry.Image.NextRegionFor(entry.Index);
        if (entry.NextRegion >= 0)
        {
            kept.Add(entry);
        }
        else
        {
            Free(entry);
        }
    }

    /// <summary>A part that was kept is used again.</summary>
    public void UseAgain(BlockEntry entry) => kept.Remove(entry);

    /// <summary>Frees what is kept of an image.</summary>
    public void Forget(ImageWork image)
    {
        foreach (var entry in kept.TakeAllOf(image))
        {
            Free(entry);
        }
    }

    private void Free(BlockEntry entry)
    {
        held -= entry.Bytes;
        entry.Image.Entries.Remove(entry.Index);
        entry.Block!.Dispose();
    }
}
