using System.Runtime.CompilerServices;

namespace RedKube.Core.Merging;

/// <summary>Pairs of detections that may be views of one object, with how well they agree. 10 to 14 bytes a pair.</summary>
/// <param name="buffers">Room for them.</param>
internal sealed class ViewPairs(MergeBuffers buffers)
{
    private const int Steps = 4096;

    private readonly ChunkedList<(int A, int B)> pairs = new(buffers);
    private readonly ChunkedList<ushort> ranks = new(buffers);

    /// <summary>Number of pairs.</summary>
    public int Count => pairs.Count;

    /// <summary>Adds a pair.</summary>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    /// <param name="agreement">How well they agree, above 0 to 2.</param>
    public void Add(int a, int b, double agreement)
    {
        pairs.Add((a, b));
        ranks.Add((ushort)((2 - Math.Clamp(agreement, 0, 2)) * (Steps / 2.0)));
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
            var (a, b) = pairs[i];
            groups.Connect(a, b);
        }

        var disputed = groups.DissolveDisputed();
        if (disputed.Length == 0)
        {
            return;
        }

        foreach (var i in BestFirst())
        {
            var (a, b) = pairs[i];
            if (disputed[a])
            {
                groups.Join(a, b);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<int> BestFirst()
    {
        var starts = new int[Steps + 2];
        for (var i = 0; i < Count; i++)
        {
            starts[ranks[i] + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var order = buffers.Rent<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            order[starts[ranks[i]]++] = i;
        }

        return order.AsSpan(0, Count);
    }
}
