using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// Turns a mask into the outline of its largest part: marching squares (Lorensen and Cline's method in the plane) on a grid laid into the box, crossings
/// interpolated, the box closing what runs out of it; then <see cref="RingSimplifier"/>. The same mask gives the same corners. One thread at a time.
/// </summary>
internal sealed class MaskTracer
{
    private const int MostCells = 512;
    private const int None = -1;

    // Walking with the inside on the right, as seen on the screen. Nodes: upper left 1, upper right 2, lower right 4, lower left 8; sides: 0 top, 1 right,
    // 2 bottom, 3 left. 5 and 10 are the saddles, decided by the middle.
    private static readonly (int From, int To)[] Steps =
    [
        (None, None), (0, 3), (1, 0), (1, 3), (2, 1), (None, None), (2, 0), (2, 3), (3, 2), (0, 2), (None, None), (1, 2), (3, 1), (0, 1), (3, 0), (None, None),
    ];

    private readonly List<PixelPoint> ring = [];
    private readonly List<PixelPoint> largest = [];
    private double[] xs = [];
    private double[] ys = [];
    private float[] nodes = [];
    private int[] next = [];
    private int columns;
    private int rows;

    /// <summary>Traces a mask inside a box.</summary>
    /// <param name="field">The mask.</param>
    /// <param name="box">Where to look, input pixels.</param>
    /// <returns>Corners clockwise as seen on the screen; empty where no part of the box is inside the mask.</returns>
    public ReadOnlySpan<PixelPoint> Trace(MaskField field, PixelBox box)
    {
        Sample(field, box);
        Link();
        largest.Clear();
        var most = 0.0;
        for (var edge = 0; edge < 2 * columns * rows; edge++)
        {
            if (next[edge] == None)
            {
                continue;
            }

            Follow(edge);
            var area = TwiceArea(ring);
            if (ring.Count >= 3 && area > most)
            {
                most = area;
                largest.Clear();
                largest.AddRange(ring);
            }
        }

        return RingSimplifier.Simplify([.. largest], Math.Max(0.25, Math.Max(field.CellX, field.CellY) / 8));
    }

    // Nodes in the box, half a cell apart, and a ring around them that is outside and lies on the box's own edge.
    private void Sample(MaskField field, PixelBox box)
    {
        columns = Steps1(box.Width, field.CellX) + 3;
        rows = Steps1(box.Height, field.CellY) + 3;
        xs = Positions(box.XMin, box.Width, columns);
        ys = Positions(box.YMin, box.Height, rows);
        if (nodes.Length < columns * rows)
        {
            nodes = new float[columns * rows];
            next = new int[2 * columns * rows];
        }

        Array.Fill(next, None, 0, 2 * columns * rows);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var outside = row == 0 || column == 0 || row == rows - 1 || column == columns - 1;
                nodes[(row * columns) + column] = outside ? -1 : field.At(xs[column], ys[row]);
            }
        }
    }

    private static int Steps1(double length, double cell) => Math.Clamp((int)Math.Ceiling(length / Math.Max(cell / 2, 1)), 2, MostCells);

    private static double[] Positions(double first, double length, int count)
    {
        var positions = new double[count];
        for (var i = 0; i < count; i++)
        {
            positions[i] = first + (length * Math.Clamp(i - 1, 0, count - 3) / (count - 3));
        }

        return positions;
    }

    private void Link()
    {
        for (var row = 0; row + 1 < rows; row++)
        {
            for (var column = 0; column + 1 < columns; column++)
            {
                var at = (row * columns) + column;
                float a = nodes[at], b = nodes[at + 1], c = nodes[at + columns + 1], d = nodes[at + columns];
                var inside = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
                if (inside is 5 or 10)
                {
                    var joined = a + b + c + d > 0;
                    var (first, second) = (inside == 5, joined) switch
                    {
                        (true, false) => ((0, 3), (2, 1)),
                        (true, true) => ((0, 1), (2, 3)),
                        (false, false) => ((1, 0), (3, 2)),
                        _ => ((3, 0), (1, 2)),
                    };
                    next[Edge(at, first.Item1)] = Edge(at, first.Item2);
                    next[Edge(at, second.Item1)] = Edge(at, second.Item2);
                }
                else if (Steps[inside].From != None)
                {
                    next[Edge(at, Steps[inside].From)] = Edge(at, Steps[inside].To);
                }
            }
        }
    }

    // Twice the node at the edge's upper or left end, and 1 for an edge that goes down.
    private int Edge(int node, int side) => side switch
    {
        0 => 2 * node,
        1 => (2 * (node + 1)) + 1,
        2 => 2 * (node + columns),
        _ => (2 * node) + 1,
    };

    private void Follow(int start)
    {
        ring.Clear();
        var edge = start;
        do
        {
            var point = Crossing(edge);
            if (ring.Count == 0 || ring[^1] != point)
            {
                ring.Add(point);
            }

            (edge, next[edge]) = (next[edge], None);
        }
        while (edge != start);

        if (ring.Count > 1 && ring[0] == ring[^1])
        {
            ring.RemoveAt(ring.Count - 1);
        }
    }

    private PixelPoint Crossing(int edge)
    {
        var node = edge / 2;
        var down = edge % 2 == 1;
        var (column, row) = (node % columns, node / columns);
        var (other, otherColumn, otherRow) = down ? (node + columns, column, row + 1) : (node + 1, column + 1, row);
        var t = (double)nodes[node] / ((double)nodes[node] - nodes[other]);
        t = t is >= 0 and <= 1 ? t : 0.5;
        return new PixelPoint(xs[column] + (t * (xs[otherColumn] - xs[column])), ys[row] + (t * (ys[otherRow] - ys[row])));
    }

    private static double TwiceArea(List<PixelPoint> ring)
    {
        var sum = 0.0;
        for (var i = 1; i + 1 < ring.Count; i++)
        {
            sum += ((ring[i].X - ring[0].X) * (ring[i + 1].Y - ring[0].Y)) - ((ring[i + 1].X - ring[0].X) * (ring[i].Y - ring[0].Y));
        }

        return sum;
    }
}
