namespace RedKube.Cli.Sample;

/// <summary>What lies in the water and is no ship.</summary>
internal static class SeaClutter
{
    /// <summary>A rock or a small reef, with surf.</summary>
    public static Item Rock(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var sketch = new Sketch(look, place.X, place.Y, random.Range(0, Math.Tau));
        double length = random.Range(4, 30), radius = random.Range(3, 12);
        var surf = sketch.At(0, 0);
        var (u, v) = (sketch.At(length, 0).X - surf.X, sketch.At(length, 0).Y - surf.Y);
        sketch.Add(Part.Disc(PartLayer.Water, new Colour(206, 216, 216), surf.X, surf.Y, radius + 4, u, v).With(alpha: 0.45f, ragged: 5, grain: 0.5f, softness: 5));
        var stone = Colour.Grey(random.Range(60, 120)).Vary(ref random, 0.2);
        sketch.Add(Part.Disc(PartLayer.Body, stone, surf.X, surf.Y, radius, u, v).With(grain: 0.4f, ragged: 4));
        sketch.Add(Part.Disc(PartLayer.Body, stone.Times(1.35), surf.X - (look.SunX * 1.5), surf.Y - (look.SunY * 1.5), radius * 0.6, u * 0.8, v * 0.8)
            .With(alpha: 0.7f, grain: 0.4f, ragged: 3, softness: 3));
        return sketch.Finish(ItemKind.Clutter, 6);
    }

    /// <summary>A buoy.</summary>
    public static Item Buoy(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var sketch = new Sketch(look, place.X, place.Y, 0);
        sketch.Disc(PartLayer.Body, random.Chance(0.5) ? new Colour(180, 60, 40) : Colour.Grey(210), 0, 0, random.Range(1.2, 2.4));
        return sketch.Finish(ItemKind.Clutter, 4);
    }

    /// <summary>Round cages of a fish farm, in a row.</summary>
    public static Item FishFarm(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var angle = random.Range(0, Math.PI);
        var sketch = new Sketch(look, place.X, place.Y, angle);
        var radius = random.Range(7, 15);
        var count = 2 + random.Below(4);
        var line = Colour.Grey(random.Range(120, 190));
        for (var i = 0; i < count; i++)
        {
            var p = sketch.At((i - ((count - 1) / 2.0)) * radius * 2.3, 0);
            sketch.Add(Part.Disc(PartLayer.Body, look.Water.Times(0.72), p.X, p.Y, radius).With(alpha: 0.6f));
            sketch.Add(Part.Ring(PartLayer.Body, line, p.X, p.Y, radius, 1.5));
        }

        return sketch.Finish(ItemKind.Clutter, 5);
    }

    /// <summary>A jetty or breakwater: long, straight, of a ship's width.</summary>
    public static Item Jetty(SceneLook look, ref SceneRandom random, ScenePoint place, double heading, double length)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        sketch.Block(look.Concrete.Times(random.Range(0.7, 1.1)), 0, 0, length, random.Range(4, 9), 2);
        return sketch.Finish(ItemKind.Clutter, 2);
    }

    /// <summary>A flat barge or pontoon without bow or deckhouse; a platform on piles.</summary>
    public static Item Platform(SceneLook look, ref SceneRandom random, ScenePoint place)
    {
        var sketch = new Sketch(look, place.X, place.Y, random.Range(0, Math.Tau));
        var size = random.Range(12, 26);
        sketch.Block(Colour.Grey(random.Range(110, 180)).Vary(ref random, 0.2), 0, 0, size, size * random.Range(0.7, 1), 6);
        sketch.Disc(PartLayer.Body, Colour.Grey(random.Range(150, 220)), size * 0.2, size * 0.1, size * 0.16);
        return sketch.Finish(ItemKind.Clutter, 6);
    }
}
