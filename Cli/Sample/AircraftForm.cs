namespace RedKube.Cli.Sample;

/// <summary>The plan of an aircraft in its own frame, pixels; nose at +length / 2.</summary>
/// <param name="Length">From nose to tail.</param>
/// <param name="HalfWidth">Half the fuselage's width.</param>
/// <param name="Lead">Where the wing's leading edge meets the fuselage.</param>
/// <param name="Root">Chord of the wing at the fuselage.</param>
/// <param name="Span">Half the span.</param>
/// <param name="Sweep">How far the tip's leading edge lies behind the root's.</param>
/// <param name="Tip">Chord at the tip.</param>
/// <param name="TailSpan">Half the span of the tailplane.</param>
/// <param name="TailSweep">Sweep of the tailplane.</param>
/// <param name="Engines">Engines on one side.</param>
internal sealed record AircraftForm(
    double Length,
    double HalfWidth,
    double Lead,
    double Root,
    double Span,
    double Sweep,
    double Tip,
    double TailSpan,
    double TailSweep,
    (double U, double V)[] Engines)
{
    private double TailLead => (-Length / 2) + (Length * 0.13);

    /// <summary>A long body with a rounded nose and a pointed tail.</summary>
    public (double U, double V)[] Fuselage
    {
        get
        {
            double l = Length / 2, w = HalfWidth;
            return
            [
                (l, 0), (l - (w * 0.5), -w * 0.6), (l - (w * 1.8), -w), (-l * 0.5, -w), (-l, -w * 0.25),
                (-l, w * 0.25), (-l * 0.5, w), (l - (w * 1.8), w), (l - (w * 0.5), w * 0.6),
            ];
        }
    }

    /// <summary>One wing: side −1 left, 1 right.</summary>
    public (double U, double V)[] Wing(int side) => [(Lead, 0), (Lead - Sweep, side * Span), (Lead - Sweep - Tip, side * Span), (Lead - Root, 0)];

    /// <summary>One half of the tailplane.</summary>
    public (double U, double V)[] Tail(int side) =>
        [(TailLead, 0), (TailLead - TailSweep, side * TailSpan), (TailLead - TailSweep - (Length * 0.035), side * TailSpan), (TailLead - (Length * 0.11), 0)];

    /// <summary>The outline of fuselage, wings and tail together.</summary>
    public List<(double U, double V)> Outline()
    {
        double l = Length / 2, w = HalfWidth;
        List<(double U, double V)> right =
        [
            (l, 0), (l - (w * 0.5), w * 0.6), (l - (w * 1.8), w), Along(Wing(1), 0, 1, w), (Lead - Sweep, Span), (Lead - Sweep - Tip, Span), Along(Wing(1), 3, 2, w),
            Along(Tail(1), 0, 1, w * 0.6), Tail(1)[1], Tail(1)[2], Along(Tail(1), 3, 2, w * 0.3), (-l, w * 0.25),
        ];
        var left = right.AsEnumerable().Reverse().Select(p => (p.U, -p.V)).Take(right.Count - 1);
        return [.. right, .. left];
    }

    private static (double U, double V) Along((double U, double V)[] ring, int from, int to, double v)
    {
        var (a, b) = (ring[from], ring[to]);
        return (a.U + ((b.U - a.U) * v / b.V), v);
    }
}
