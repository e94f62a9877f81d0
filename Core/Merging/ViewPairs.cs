using System.Runtime.CompilerServices;

namespace RedKube.Core.Merging;

/// <summary>Pairs of detections that may be views of one object, with how well they agree. 10 to 14 bytes a pair.</summary>
/// <param name="buffers">Room for them.</param>
internal sealed class ViewPairs(MergeBuffers buffers)
{
    private const int Steps = 4096;
    private const int ChunkBits = 16;
    private const int ChunkMask = (1 << ChunkBits) - 1;

    // In chunks: nothing is copied and left behind as they grow.
    private readonly List<(int A, int B)[]> pairs = [];
    private readonly List<ushort[]> ranks = [];

    /// <summary>Number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a pair.</summary>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    /// <param name="agreement">How well they agree, above 0 to 2.</param>
    public void Add(int a, int b, double agreement)
    {
        if (Count == pairs.Count << ChunkBits)
        {
            pairs.Add(buffers.Rent<(int, int)>(1 << ChunkBits));
            ranks.Add(buffers.Rent<ushort>(1 << ChunkBits));
        }

        pairs[^1][Count & ChunkMask] = (a, b);
        ranks[^1][Count++ & ChunkMask] = (ushort)((2 - Math.Clamp(agreement, 0, 2)) * (Steps / 2.0));
    }

    /// <summary>Joins the groups of every pair, best agreement first; those that agree equally well in the order they were added.</summary>
    /// <remarks>
    /// The order matters only where a tile has two detections among all that hang together. Everywhere else the pairs are joined as they come,
    /// which is neighbour after neighbour.
    /// </remarks>
    /// <param name="groups">The groups, each of one detection.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void JoinBestFirst(Groups groups)
    {
        for (var i = 0; i < Count; i++)
        {
            var (a, b) = Pair(i);
            groups.Connect(a, b);
        }

        var disputed = groups.DissolveDisputed();
        if (disputed.Length == 0)
        {
            return;
        }

        foreach (var i in BestFirst())
        {
            var (a, b) = Pair(i);
            if (disputed[a])
            {
                groups.Join(a, b);
            }
        }
    }

    private (int A, int B) Pair(int i) => pairs[i >> ChunkBits][i & ChunkMask];

    private int Rank(int i) => ranks[i >> ChunkBits][i & ChunkMask];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<int> BestFirst()
    {
        var starts = new int[Steps + 2];
        for (var i = 0; i < Count; i++)
        {
            starts[Rank(i) + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var order = buffers.Rent<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            order[starts[Rank(i)]++] = i;
        }

        return order.AsSpan(0, Count);
    }
}
