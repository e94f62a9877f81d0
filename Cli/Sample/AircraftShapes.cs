namespace RedKube.Cli.Sample;

/// <summary>Aircraft of 30 to 70 pixels: airliners with two or four engines, straight-winged propeller aircraft, delta-winged jets.</summary>
internal static class AircraftShapes
{
    private static readonly Colour[] Paints = [new(232, 232, 232), new(218, 222, 228), new(240, 238, 232), new(176, 180, 184), new(122, 130, 132), new(206, 206, 200), new(98, 106, 96)];
    private static readonly Colour[] Marks = [new(176, 48, 44), new(40, 78, 150), new(40, 116, 84), new(222, 170, 60), new(60, 60, 66)];

    /// <summary>An aircraft.</summary>
    /// <param name="look">Light and colours.</param>
    /// <param name="random">Decides its kind and colours.</param>
    /// <param name="place">The middle of its fuselage.</param>
    /// <param name="heading">Radians from x towards y.</param>
    /// <param name="length">Pixels, 30 to 70.</param>
    public static Item Make(SceneLook look, ref SceneRandom random, ScenePoint place, double heading, double length)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        var form = random.Unit() switch
        {
            < 0.62 => Airliner(ref random, length),
            < 0.85 => Propeller(ref random, length),
            _ => Delta(ref random, length),
        };
        var paint = random.Pick<Colour>(Paints).Vary(ref random, 0.06);
        var height = length * 0.09;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            sketch.Shadow(height, form.Wing(side));
            sketch.Shadow(height, form.Tail(side));
        }

        sketch.Shadow(height, form.Fuselage);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            sketch.Fill(PartLayer.Body, paint.Times(0.94), form.Wing(side));
            sketch.Fill(PartLayer.Body, paint.Times(0.96), form.Tail(side));
            foreach (var (u, v) in form.Engines)
            {
                sketch.Box(PartLayer.Body, paint.Times(0.78), u, v * side, length * 0.1, length * 0.045);
            }
        }

        sketch.Round(paint, form.Fuselage, 0.22 / form.HalfWidth);
        sketch.Box(PartLayer.Body, random.Chance(0.6) ? random.Pick<Colour>(Marks) : paint.Times(0.7), -length * 0.4, 0, length * 0.15, Math.Max(1.2, length * 0.022));
        sketch.Box(PartLayer.Body, Colour.Grey(50), length * 0.44, 0, length * 0.025, form.HalfWidth * 1.1);
        return sketch.Finish(ItemKind.Aircraft, 3, form.Outline());
    }

    private static AircraftForm Airliner(ref SceneRandom random, double length)
    {
        var span = length * random.Range(0.44, 0.52);
        var sweep = random.Range(0.16, 0.26) * length;
        var root = length * random.Range(0.15, 0.19);
        var halfWidth = length * random.Range(0.046, 0.06);
        var lead = length * random.Range(0.1, 0.16);
        (double U, double V)[] engines = random.Chance(0.75)
            ? [(lead - (sweep * 0.22), span * 0.33)]
            : [(lead - (sweep * 0.2), span * 0.3), (lead - (sweep * 0.5), span * 0.6)];
        return new AircraftForm(length, halfWidth, lead, root, span, sweep, length * 0.05, length * 0.18, length * 0.1, engines);
    }

    private static AircraftForm Propeller(ref SceneRandom random, double length)
    {
        var span = length * random.Range(0.5, 0.58);
        var lead = length * random.Range(0.12, 0.2);
        return new AircraftForm(
            length, length * random.Range(0.05, 0.065), lead, length * 0.15, span, length * 0.03, length * 0.09, length * 0.19, length * 0.03, [(lead + (length * 0.02), span * 0.36)]);
    }

    private static AircraftForm Delta(ref SceneRandom random, double length)
    {
        var span = length * random.Range(0.3, 0.38);
        return new AircraftForm(length, length * 0.06, length * 0.12, length * 0.46, span, length * random.Range(0.36, 0.42), length * 0.06, length * 0.16, length * 0.08, []);
    }
}
