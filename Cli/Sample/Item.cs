namespace RedKube.Cli.Sample;

/// <summary>One thing that stands in a scene, with all its parts.</summary>
internal sealed class Item
{
    /// <summary>What it is.</summary>
    public required ItemKind Kind { get; init; }

    /// <summary>What is drawn for it, shadows and wake included.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>The smallest box around its bodies, without shadow and wake.</summary>
    public required WorldBox Box { get; init; }

    /// <summary>Its outline, one ring, the first corner not repeated.</summary>
    public required IReadOnlyList<ScenePoint> Outline { get; init; }

    /// <summary>The rectangle that it keeps free for itself, at its own angle.</summary>
    public required ScenePoint[] Footprint { get; init; }

    /// <summary>Whether the footprints of two items overlap: separating axes of two convex polygons.</summary>
    public bool Overlaps(Item other) => !Separated(Footprint, other.Footprint) && !Separated(other.Footprint, Footprint);

    private static bool Separated(ScenePoint[] a, ScenePoint[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var (p, q) = (a[i], a[(i + 1) % a.Length]);
            double nx = q.Y - p.Y, ny = p.X - q.X;
            var (minA, maxA) = Extent(a, nx, ny);
            var (minB, maxB) = Extent(b, nx, ny);
            if (maxA < minB || maxB < minA)
            {
                return true;
            }
        }

        return false;
    }

    private static (double Min, double Max) Extent(ScenePoint[] ring, double nx, double ny)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (var p in ring)
        {
            var d = (p.X * nx) + (p.Y * ny);
            min = Math.Min(min, d);
            max = Math.Max(max, d);
        }

        return (min, max);
    }
}
