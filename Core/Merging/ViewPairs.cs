using RedKube.Core.Detections;

namespace RedKube.Core.Merging;

/// <summary>Pairs of detections that may be views of one object, with how well they agree. About 14 bytes a pair.</summary>
internal sealed class ViewPairs
{
    private const int Steps = 4096;

    private (int A, int B)[] pairs = new (int, int)[256];
    private ushort[] ranks = new ushort[256];

    /// <summary>Number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a pair.</summary>
    /// <param name="a">A detection.</param>
    /// <param name="b">Another.</param>
    /// <param name="agreement">How well they agree, above 0 to 2.</param>
    public void Add(int a, int b, double agreement)
    {
        if (Count == pairs.Length)
        {
            var size = (int)Math.Min(Array.MaxLength, Count + (Count / 2L));
            Array.Resize(ref pairs, size);
            Array.Resize(ref ranks, size);
        }

        pairs[Count] = (a, b);
        ranks[Count++] = (ushort)((2 - Math.Clamp(agreement, 0, 2)) * (Steps / 2.0));
    }

    /// <summary>Joins the groups of every pair, best agreement first; those that agree equally well in the order they were added.</summary>
    /// <remarks>
    /// The order matters only where a tile has two detections among all that hang together. Everywhere else the pairs are joined as they come,
    /// which is neighbour after neighbour.
    /// </remarks>
    /// <param name="groups">The groups, each of one detection.</param>
    /// <param name="detections">All.</param>
    public void JoinBestFirst(Groups groups, ReadOnlySpan<Detection> detections)
    {
        foreach (var (a, b) in pairs.AsSpan(0, Count))
        {
            groups.Connect(a, b);
        }

        var disputed = groups.DissolveDisputed(detections);
        if (disputed.Length == 0)
        {
            return;
        }

        foreach (var i in BestFirst())
        {
            if (disputed[pairs[i].A])
            {
                groups.Join(detections, pairs[i].A, pairs[i].B);
            }
        }
    }

    private int[] BestFirst()
    {
        var starts = new int[Steps + 2];
        foreach (var rank in ranks.AsSpan(0, Count))
        {
            starts[rank + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var order = GC.AllocateUninitializedArray<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            order[starts[ranks[i]]++] = i;
        }

        return order;
    }
}
