using System.Runtime.CompilerServices;

namespace RedKube.Core.Merging;

/// <summary>
/// Which detections are views of one object: a union–find forest whose roots come first in merge order, and a ring of members per group. No group
/// ever holds two detections of one tile. 12 bytes a detection.
/// </summary>
internal sealed class Groups
{
    private const int MostMembers = 32;

    private readonly int[] parent, next, ranks, tileX, tileY;
    private readonly int count;

    /// <summary>Every detection begins as a group of its own.</summary>
    /// <param name="ranks">The position of each detection in merge order.</param>
    /// <param name="columns">Where their tiles are: the boxes of the detections as they lie.</param>
    /// <param name="buffers">Room for the groups.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Groups(int[] ranks, IndexColumns columns, MergeBuffers buffers)
    {
        this.ranks = ranks;
        count = columns.Count;
        (tileX, tileY) = (columns.TileX, columns.TileY);
        parent = buffers.Rent<int>(count);
        next = buffers.Rent<int>(count);
        for (var i = 0; i < count; i++)
        {
            (parent[i], next[i]) = (i, i);
        }
    }

    /// <summary>The position in merge order.</summary>
    /// <param name="member">A detection.</param>
    public int Rank(int member) => ranks[member];

    /// <summary>Whether it is the first of its group in merge order.</summary>
    /// <param name="member">A detection.</param>
    public bool IsRoot(int member) => parent[member] == member;

    /// <summary>Whether a group has one member only.</summary>
    /// <param name="member">A detection.</param>
    public bool IsAlone(int member) => next[member] == member;

    /// <summary>The next member in the ring of a group.</summary>
    /// <param name="member">A member.</param>
    public int Next(int member) => next[member];

    /// <summary>The first in merge order of a detection's group.</summary>
    /// <param name="member">A detection.</param>
    public int Root(int member)
    {
        while (parent[member] != member)
        {
            parent[member] = parent[parent[member]];
            member = parent[member];
        }

        return member;
    }

    /// <summary>Joins two groups, unless a tile has a detection in both.</summary>
    /// <param name="a">A member of one.</param>
    /// <param name="b">A member of the other.</param>
    /// <returns>Whether they are one group now.</returns>
    public bool Join(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        if (a == b)
        {
            return true;
        }

        if (ShareTile(a, b))
        {
            return false;
        }

        Unite(a, b);
        return true;
    }

    /// <summary>Joins two groups whatever they hold; <see cref="DissolveDisputed"/> puts right what should not have been.</summary>
    /// <param name="a">A member of one.</param>
    /// <param name="b">A member of the other.</param>
    public void Connect(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        if (a != b)
        {
            Unite(a, b);
        }
    }

    /// <summary>Takes apart all groups in which a tile has two detections.</summary>
    /// <returns>By detection, whether it was in such a group; empty if there was none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool[] DissolveDisputed()
    {
        bool[] disputed = [];
        for (var i = 0; i < count; i++)
        {
            if (!IsAlone(i) && IsRoot(i) && IsDisputed(i))
            {
                disputed = disputed.Length > 0 ? disputed : new bool[count];
                var member = i;
                do
                {
                    var following = next[member];
                    disputed[member] = true;
                    (parent[member], next[member]) = (member, member);
                    member = following;
                }
                while (member != i);
            }
        }

        return disputed;
    }

    // Large groups count as disputed unseen: more tiles than this never see one place.
    private bool IsDisputed(int root)
    {
        var size = 0;
        for (var member = next[root]; member != root; member = next[member])
        {
            if (++size == MostMembers)
            {
                return true;
            }

            for (var other = root; other != member; other = next[other])
            {
                if (SameTile(other, member))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // By where tiles begin: 8 bytes a detection that lie together, instead of reading detections of 56.
    private bool SameTile(int a, int b) => tileX[a] == tileX[b] && tileY[a] == tileY[b];

    private void Unite(int a, int b)
    {
        var (first, later) = ranks[a] < ranks[b] ? (a, b) : (b, a);
        parent[later] = first;
        (next[a], next[b]) = (next[b], next[a]);
    }

    /// <summary>Whether a tile has a detection in both groups, and so has seen two objects.</summary>
    /// <param name="a">A member of one.</param>
    /// <param name="b">A member of the other.</param>
    public bool ShareTile(int a, int b)
    {
        var i = a;
        do
        {
            var j = b;
            do
            {
                if (SameTile(i, j))
                {
                    return true;
                }

                j = next[j];
            }
            while (j != b);
            i = next[i];
        }
        while (i != a);
        return false;
    }
}
