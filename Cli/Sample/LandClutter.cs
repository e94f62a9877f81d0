namespace RedKube.Cli.Sample;

/// <summary>What stands on land and is none of the classes, some of it made to look alike.</summary>
internal static class LandClutter
{
    private static readonly Colour[] Roofs = [new(176, 176, 172), new(206, 206, 202), new(132, 84, 66), new(118, 122, 128), new(148, 104, 84), new(90, 96, 104), new(226, 224, 218), new(96, 128, 150)];
    private static readonly Colour[] Boxes = [new(168, 62, 46), new(50, 84, 136), new(196, 176, 84), new(72, 122, 82), new(208, 204, 198), new(128, 78, 52)];
    private static readonly Colour[] Cars = [new(220, 220, 218), new(40, 42, 46), new(150, 152, 156), new(150, 40, 36), new(48, 70, 120)];

    /// <summary>A shed, hall or house.</summary>
    public static Item Building(SceneLook look, ref SceneRandom random, ScenePoint place, double heading, double length, double width)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        var roof = random.Pick<Colour>(Roofs).Vary(ref random, 0.12);
        var height = random.Range(5, 14);
        sketch.Block(roof, 0, 0, length, width, height, random.Chance(0.5));
        for (var i = random.Below(4); i > 0 && length > 30; i--)
        {
            sketch.Box(PartLayer.Body, roof.Times(random.Range(0.6, 1.2)), random.Range(-0.4, 0.4) * length, random.Range(-0.3, 0.3) * width, random.Range(3, 7), random.Range(3, 5));
        }

        return sketch.Finish(ItemKind.Clutter, 3);
    }

    /// <summary>A building with wings: a cross, a T, or swept like an aircraft.</summary>
    public static Item Winged(SceneLook look, ref SceneRandom random, ScenePoint place, double heading, double size)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        var roof = random.Pick<Colour>(Roofs).Vary(ref random, 0.12);
        var height = random.Range(5, 10);
        var wide = size * random.Range(0.16, 0.26);
        sketch.Block(roof, 0, 0, size, wide, height);
        switch (random.Below(3))
        {
            case 0:
                sketch.Block(roof, random.Range(-0.1, 0.1) * size, 0, wide, size * random.Range(0.7, 1), height);
                break;
            case 1:
                sketch.Block(roof, size * 0.42, 0, wide, size * random.Range(0.6, 0.9), height);
                break;
            default:
                foreach (var side in (ReadOnlySpan<int>)[-1, 1])
                {
                    (double U, double V)[] wing = [(wide * 0.5, 0), (-size * 0.12, side * size * 0.45), (-(size * 0.12) - wide, side * size * 0.45), (-wide * 0.6, 0)];
                    sketch.Shadow(height, wing);
                    sketch.Fill(PartLayer.Body, roof.Times(1 - (side * 0.06)), wing);
                }

                break;
        }

        return sketch.Finish(ItemKind.Clutter, 3);
    }

    /// <summary>A stack of containers, two to five side by side.</summary>
    public static Item Containers(SceneLook look, ref SceneRandom random, ScenePoint place, double heading)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        int rows = 2 + random.Below(4), bays = 1 + random.Below(3);
        sketch.Shadow(6, Sketch.Rectangle(0, 0, bays * 13, rows * 5));
        for (var r = 0; r < rows; r++)
        {
            for (var b = 0; b < bays; b++)
            {
                sketch.Box(PartLayer.Body, random.Pick<Colour>(Boxes).Vary(ref random, 0.15), (b - ((bays - 1) / 2.0)) * 13, (r - ((rows - 1) / 2.0)) * 5, 12.2, 4.7);
            }
        }

        return sketch.Finish(ItemKind.Clutter, 1.5);
    }

    /// <summary>A car, lorry or bus.</summary>
    public static Item Vehicle(SceneLook look, ref SceneRandom random, ScenePoint place, double heading)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        var length = random.Chance(0.75) ? random.Range(8, 10) : random.Range(16, 26);
        var colour = random.Pick<Colour>(Cars).Vary(ref random, 0.1);
        sketch.Block(colour, 0, 0, length, random.Range(3.8, 5), 3);
        sketch.Box(PartLayer.Body, colour.Times(0.5), length * 0.2, 0, 1.6, 3.4);
        return sketch.Finish(ItemKind.Clutter, 1.5);
    }

    /// <summary>A tree or bush.</summary>
    public static Item Tree(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var sketch = new Sketch(look, place.X, place.Y, 0);
        var radius = random.Range(3, 9);
        var colour = look.Plant.Times(random.Range(0.55, 0.95));
        sketch.DiscShadow(radius * 0.8, 0, 0, radius, 1.5f);
        sketch.Disc(PartLayer.Body, colour, 0, 0, radius, 0.35f, 2);
        sketch.Disc(PartLayer.Body, colour.Times(1.25), -look.SunX * radius * 0.3, -look.SunY * radius * 0.3, radius * 0.5, 0.35f, 1.5f, 0.6f, 3);
        return sketch.Finish(ItemKind.Clutter, 0.5);
    }

    /// <summary>A round pond or pool, flat and dark or blue, of a tank's size.</summary>
    public static Item Pond(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var sketch = new Sketch(look, place.X, place.Y, 0);
        var radius = random.Range(8, 26);
        var water = random.Chance(0.6) ? look.Water.Vary(ref random, 0.2) : new Colour(88, 142, 150).Vary(ref random, 0.2);
        sketch.Disc(PartLayer.Body, random.Chance(0.5) ? look.Concrete : look.Soil.Times(0.85), 0, 0, radius + random.Range(1, 3), 0.06f, random.Chance(0.5) ? 1.5f : 0);
        sketch.Disc(PartLayer.Body, water, 0, 0, radius, 0.04f, random.Chance(0.5) ? 2 : 0);
        return sketch.Finish(ItemKind.Clutter, 3);
    }

    /// <summary>A roundabout: a ring of asphalt around a green, paved or light middle.</summary>
    public static Item Roundabout(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var sketch = new Sketch(look, place.X, place.Y, random.Range(0, Math.Tau));
        var radius = random.Range(14, 24);
        for (var arm = 0; arm < 4; arm++)
        {
            var angle = arm * Math.PI / 2;
            sketch.Add(Part.Disc(PartLayer.Ground, look.Asphalt, place.X, place.Y, 5, Math.Cos(angle) * 60, Math.Sin(angle) * 60));
        }

        sketch.Disc(PartLayer.Body, look.Asphalt, 0, 0, radius);
        sketch.Disc(PartLayer.Body, random.Chance(0.6) ? look.Plant : Colour.Grey(random.Range(120, 205)), 0, 0, radius * random.Range(0.45, 0.65), 0.15f);
        if (random.Chance(0.4))
        {
            sketch.Disc(PartLayer.Body, Colour.Grey(210), 0, 0, 2);
        }

        return sketch.Finish(ItemKind.Clutter, 4);
    }

    /// <summary>A silo of 5 to 9 pixels across, too small to count as a tank.</summary>
    public static Item Silo(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var sketch = new Sketch(look, place.X, place.Y, 0);
        var radius = random.Range(2.5, 4.5);
        sketch.DiscShadow(7, 0, 0, radius);
        sketch.Disc(PartLayer.Body, Colour.Grey(random.Range(170, 230)), 0, 0, radius);
        return sketch.Finish(ItemKind.Clutter, 1.5);
    }

    /// <summary>A painted circle with a cross in it: a landing place for helicopters.</summary>
    public static Item Helipad(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var sketch = new Sketch(look, place.X, place.Y, random.Range(0, Math.Tau));
        var radius = random.Range(10, 20);
        sketch.Disc(PartLayer.Body, look.Asphalt.Times(random.Range(0.8, 1.3)), 0, 0, radius);
        sketch.Add(Part.Ring(PartLayer.Body, Colour.Grey(220), place.X, place.Y, radius * 0.82, 1.6));
        sketch.Box(PartLayer.Body, Colour.Grey(225), 0, 0, radius * 0.8, radius * 0.16);
        sketch.Box(PartLayer.Body, Colour.Grey(225), 0, 0, radius * 0.16, radius * 0.7);
        return sketch.Finish(ItemKind.Clutter, 4);
    }
}
