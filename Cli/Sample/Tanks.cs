namespace RedKube.Cli.Sample;

/// <summary>Storage tanks of 14 to 50 pixels across: cone roofs, domes and floating roofs.</summary>
internal static class Tanks
{
    private static readonly Colour[] Paints = [new(226, 226, 222), new(206, 208, 206), new(236, 234, 226), new(184, 178, 164), new(148, 156, 152), new(128, 92, 72), new(166, 186, 172)];

    /// <summary>A tank.</summary>
    /// <param name="look">Light and colours.</param>
    /// <param name="random">Decides its kind.</param>
    /// <param name="place">Its centre.</param>
    /// <param name="radius">Pixels, 7 to 25.</param>
    /// <param name="paint">Its paint, or null for a drawn one.</param>
    public static Item Make(SceneLook look, ref SceneRandom random, ScenePoint place, double radius, Colour? paint)
    {
        var sketch = new Sketch(look, place.X, place.Y, random.Below(4) * Math.PI / 2);
        var colour = (paint ?? Paint(ref random)).Vary(ref random, 0.05);
        var height = Math.Min(radius * random.Range(0.5, 0.9), 16);
        sketch.DiscShadow(height, 0, 0, radius);
        sketch.Disc(PartLayer.Body, colour.Times(0.72), 0, 0, radius);
        var slope = random.Range(0.1, 0.3) / radius;
        var roof = radius - Math.Max(0.8, radius * 0.06);
        if (random.Chance(0.35))
        {
            Floating(sketch, look, ref random, place, colour, roof);
        }
        else
        {
            sketch.Add(Part.Disc(PartLayer.Body, colour, place.X, place.Y, roof).With(slopeX: (float)(-look.SunX * slope), slopeY: (float)(-look.SunY * slope)));
            sketch.Disc(PartLayer.Body, colour.Times(random.Range(0.75, 1.08)), 0, 0, Math.Max(0.9, radius * random.Range(0.06, 0.2)));
            if (random.Chance(0.5))
            {
                sketch.Box(PartLayer.Body, colour.Times(0.7), roof * 0.5, 0, roof * 0.95, 1);
            }
        }

        const int corners = 32;
        var outline = Enumerable.Range(0, corners).Select(i => Math.SinCos(Math.Tau * i / corners)).Select(a => (a.Cos * radius, a.Sin * radius)).ToArray();
        return sketch.Finish(ItemKind.Tank, 2, outline);
    }

    /// <summary>A usual paint.</summary>
    public static Colour Paint(ref SceneRandom random) => random.Pick<Colour>(Paints);

    // The roof swims below the rim, which throws a crescent of shadow on it.
    private static void Floating(Sketch sketch, SceneLook look, ref SceneRandom random, ScenePoint place, Colour colour, double roof)
    {
        var depth = roof * random.Range(0.08, 0.35);
        sketch.Disc(PartLayer.Body, colour.Times(0.42), 0, 0, roof);
        var lit = roof - (depth * 0.5);
        sketch.Add(Part.Disc(
            PartLayer.Body,
            colour.Times(random.Range(0.7, 0.98)),
            place.X + (look.SunX * depth * 0.45),
            place.Y + (look.SunY * depth * 0.45),
            lit));
        sketch.Add(Part.Ring(PartLayer.Body, colour, place.X, place.Y, roof, 1.2));
    }
}
