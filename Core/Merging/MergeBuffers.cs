using System.Buffers;
using System.Runtime.CompilerServices;
using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>
/// The arrays of a merge. Some of them all sorts share, so that ten million detections do not leave gigabytes of garbage behind. Others come from the shared pool while
/// they are of moderate length: fresh memory costs a page fault every 4 KB, and its collection more than the merge. Not safe for threads.
/// </summary>
internal sealed class MergeBuffers : IDisposable
{
    /// <summary>Longer arrays are made to measure: the pool rounds up to powers of two.</summary>
    public const int MostPooled = 1 << 20;

    private readonly List<Action> returns = [];
    private ulong[] entries = [];
    private ulong[] scratch = [];
    private Detection[] copies = [];

    /// <summary>Room for entries to be sorted; valid until the next call.</summary>
    /// <param name="count">How many.</param>
    public Span<ulong> Entries(int count)
    {
        if (entries.Length < count)
        {
            entries = Rent<ulong>(count);
        }

        return entries.AsSpan(0, count);
    }

    /// <summary>Room beside them.</summary>
    /// <param name="count">How many.</param>
    public Span<ulong> Scratch(int count)
    {
        if (scratch.Length < count)
        {
            scratch = Rent<ulong>(count);
        }

        return scratch.AsSpan(0, count);
    }

    /// <summary>Room for a copy of detections; valid until the next call.</summary>
    /// <param name="count">How many.</param>
    public Span<Detection> Copies(int count)
    {
        if (copies.Length < count)
        {
            copies = Rent<Detection>(count);
        }

        return copies.AsSpan(0, count);
    }

    /// <summary>An array with undefined content, at least as long as asked for; it may be used until these buffers are disposed.</summary>
    /// <typeparam name="T">Its elements.</typeparam>
    /// <param name="length">The least length.</param>
    public T[] Rent<T>(int length)
    {
        if (length > MostPooled)
        {
            return GC.AllocateUninitializedArray<T>(length);
        }

        var array = ArrayPool<T>.Shared.Rent(length);
        returns.Add(() => ArrayPool<T>.Shared.Return(array, RuntimeHelpers.IsReferenceOrContainsReferences<T>()));
        return array;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var giveBack in returns)
        {
            giveBack();
        }

        returns.Clear();
        (entries, scratch, copies) = ([], [], []);
    }
}
