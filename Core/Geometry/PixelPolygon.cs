namespace RedKube.Core.Geometry;

/// <summary>The outline of a mask: one simple ring in continuous pixel space, without holes.</summary>
public sealed record PixelPolygon : PixelShape
{
    private readonly PixelPoint[] ring;

    /// <summary>Makes a polygon from its corners.</summary>
    /// <param name="corners">At least three corners, the first not repeated; either direction, stored clockwise as seen on the screen.</param>
    /// <exception cref="ArgumentException">Fewer than three corners.</exception>
    public PixelPolygon(ReadOnlySpan<PixelPoint> corners)
    {
        if (corners.Length < 3)
        {
            throw new ArgumentException($"A polygon has at least 3 corners; found {corners.Length}.", nameof(corners));
        }

        ring = corners.ToArray();
        var twice = TwiceSignedArea(ring);
        if (twice < 0)
        {
            Array.Reverse(ring, 1, ring.Length - 1);
        }

        Area = Math.Abs(twice) / 2;
        Bounds = BoundsOf(ring);
    }

    /// <inheritdoc/>
    public override PixelBox Bounds { get; }

    /// <inheritdoc/>
    public override double Area { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PixelPoint> Corners => ring;

    /// <summary>The corners without a copy.</summary>
    internal ReadOnlySpan<PixelPoint> Ring => ring;

    /// <summary>Two polygons are equal when their corners are, in order.</summary>
    /// <param name="other">The other polygon.</param>
    public bool Equals(PixelPolygon? other) => other is not null && ring.AsSpan().SequenceEqual(other.ring);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ring.Length, ring[0], ring[^1]);

    // The shoelace formula about the first corner, which keeps the terms small; positive is clockwise on the screen (y down).
    private static double TwiceSignedArea(ReadOnlySpan<PixelPoint> ring)
    {
        var sum = 0.0;
        for (var i = 1; i + 1 < ring.Length; i++)
        {
            sum += ((ring[i].X - ring[0].X) * (ring[i + 1].Y - ring[0].Y)) - ((ring[i + 1].X - ring[0].X) * (ring[i].Y - ring[0].Y));
        }

        return sum;
    }

    private static PixelBox BoundsOf(ReadOnlySpan<PixelPoint> ring)
    {
        var box = new PixelBox(ring[0].X, ring[0].Y, ring[0].X, ring[0].Y);
        foreach (var p in ring)
        {
            box = new PixelBox(Math.Min(box.XMin, p.X), Math.Min(box.YMin, p.Y), Math.Max(box.XMax, p.X), Math.Max(box.YMax, p.Y));
        }

        return box;
    }
}
