namespace RedKube.Core.Merging;

/// <summary>Two arrays that all sorts of a merge share, so that ten million detections do not leave gigabytes of garbage behind.</summary>
internal sealed class SortBuffers
{
    private ulong[] entries = [];
    private ulong[] scratch = [];

    /// <summary>Room for entries to be sorted; valid until the next call.</summary>
    /// <param name="count">How many.</param>
    public Span<ulong> Entries(int count)
    {
        if (entries.Length < count)
        {
            entries = GC.AllocateUninitializedArray<ulong>(count);
        }

        return entries.AsSpan(0, count);
    }

    /// <summary>Room beside them.</summary>
    /// <param name="count">How many.</param>
    public Span<ulong> Scratch(int count)
    {
        if (scratch.Length < count)
        {
            scratch = GC.AllocateUninitializedArray<ulong>(count);
        }

        return scratch.AsSpan(0, count);
    }
}
