namespace RedKube.Core.Merging;

/// <summary>A list that grows in chunks: nothing is copied and left behind, as fresh memory costs more than what is put into it.</summary>
/// <typeparam name="T">Its elements.</typeparam>
/// <param name="buffers">Room for them.</param>
internal sealed class ChunkedList<T>(MergeBuffers buffers)
    where T : unmanaged
{
    private const int Bits = 16;
    private const int Mask = (1 << Bits) - 1;

    private readonly List<T[]> chunks = [];
    private T[] last = [];

    /// <summary>Number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>Number of chunks.</summary>
    public int Chunks => chunks.Count;

    /// <summary>An element.</summary>
    /// <param name="i">0 to <see cref="Count"/> − 1.</param>
    public T this[int i] => chunks[i >> Bits][i & Mask];

    /// <summary>The elements of a chunk, in the order in which they were added.</summary>
    /// <param name="chunk">0 to <see cref="Chunks"/> − 1.</param>
    public ReadOnlySpan<T> Chunk(int chunk) => chunks[chunk].AsSpan(0, Math.Min(Count - (chunk << Bits), 1 << Bits));

    /// <summary>Adds an element.</summary>
    /// <param name="element">What is added.</param>
    public void Add(T element)
    {
        if (Count == chunks.Count << Bits)
        {
            chunks.Add(last = buffers.Rent<T>(1 << Bits));
        }

        last[Count++ & Mask] = element;
    }

    /// <summary>Forgets all elements.</summary>
    public void Clear()
    {
        chunks.Clear();
        last = [];
        Count = 0;
    }
}
