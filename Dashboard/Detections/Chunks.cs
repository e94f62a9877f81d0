namespace RedKube.Dashboard.Detections;

/// <summary>A list that grows by pieces of one size: nothing is copied while it grows, and little is thrown away. Not safe for threads.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed class Chunks<T>
    where T : unmanaged
{
    private const int Size = 1 << 14;
    private readonly List<T[]> pieces = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    /// <param name="index">0 to the count − 1.</param>
    public T this[int index] => pieces[index / Size][index % Size];

    /// <summary>Adds one.</summary>
    /// <param name="value">The value.</param>
    public void Add(T value)
    {
        if (Count % Size == 0)
        {
            pieces.Add(new T[Size]);
        }

        pieces[^1][Count++ % Size] = value;
    }

    /// <summary>All of them, one after the other.</summary>
    public T[] ToArray()
    {
        var all = GC.AllocateUninitializedArray<T>(Count);
        for (var i = 0; i < pieces.Count; i++)
        {
            pieces[i].AsSpan(0, Math.Min(Size, Count - (i * Size))).CopyTo(all.AsSpan(i * Size));
        }

        return all;
    }
}
