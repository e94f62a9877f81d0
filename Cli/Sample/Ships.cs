namespace RedKube.Cli.Sample;

/// <summary>Ships of 20 to 90 pixels: freighters with hatches or containers, tankers, fishing boats, yachts, patrol boats.</summary>
internal static class Ships
{
    private static readonly Colour[] Hulls = [new(70, 32, 28), new(34, 36, 42), new(40, 60, 98), new(112, 114, 118), new(30, 62, 50), new(196, 196, 192), new(120, 48, 36), new(226, 226, 224)];
    private static readonly Colour[] Decks = [new(126, 66, 50), new(78, 98, 82), new(132, 128, 120), new(146, 120, 92), new(92, 98, 106), new(172, 170, 164)];
    private static readonly Colour[] Boxes = [new(168, 62, 46), new(50, 84, 136), new(196, 176, 84), new(72, 122, 82), new(208, 204, 198), new(128, 78, 52), new(60, 62, 70)];

    /// <summary>A ship.</summary>
    /// <param name="look">Light and colours.</param>
    /// <param name="random">Decides its kind and colours.</param>
    /// <param name="place">Its centre.</param>
    /// <param name="heading">Radians from x towards y.</param>
    /// <param name="length">Pixels, 20 to 90.</param>
    /// <param name="underway">Whether it draws a wake.</param>
    public static Item Make(SceneLook look, ref SceneRandom random, ScenePoint place, double heading, double length, bool underway)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        var width = length / random.Range(length < 35 ? 3.0 : 4.4, length < 35 ? 4.4 : 6.6);
        var bow = length * random.Range(0.14, 0.26);
        var stern = random.Range(0.72, 1);
        var hull = Hull(length, width, bow, stern);
        if (underway)
        {
            Wake(sketch, ref random, length, width);
        }

        var hullColour = random.Pick<Colour>(Hulls).Vary(ref random, 0.15);
        sketch.Shadow(length * 0.07, hull);
        sketch.Fill(PartLayer.Body, hullColour, hull);
        var rim = Math.Max(1, width * 0.09);
        var deck = random.Pick<Colour>(Decks).Vary(ref random, 0.12);
        if (length < 40)
        {
            deck = random.Chance(0.6) ? new Colour(214, 212, 206).Vary(ref random, 0.1) : deck;
            sketch.Fill(PartLayer.Body, deck, Hull(length - (rim * 2), width - (rim * 2), bow, stern), 0.05f);
            Small(sketch, ref random, length, width);
        }
        else
        {
            sketch.Fill(PartLayer.Body, deck, Hull(length - (rim * 2), width - (rim * 2), bow, stern), 0.05f);
            Large(sketch, ref random, length, width, bow);
        }

        return sketch.Finish(ItemKind.Ship, 2.5, hull);
    }

    /// <summary>A boat of 6 to 12 pixels, too small to count as a ship.</summary>
    public static Item Boat(SceneLook look, ref SceneRandom random, ScenePoint place, double heading, bool underway)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        var length = random.Range(6, 11);
        var width = length * random.Range(0.3, 0.42);
        if (underway)
        {
            Wake(sketch, ref random, length * 1.6, width);
        }

        sketch.Fill(PartLayer.Body, Colour.Grey(random.Range(150, 240)), Hull(length, width, length * 0.35, 0.9));
        return sketch.Finish(ItemKind.Clutter, 3);
    }

    /// <summary>A wake without a ship: one that has passed.</summary>
    public static Item LoneWake(SceneLook look, ref SceneRandom random, ScenePoint place, double heading)
    {
        var sketch = new Sketch(look, place.X, place.Y, heading);
        Wake(sketch, ref random, random.Range(30, 60), random.Range(4, 9));
        return sketch.Finish(ItemKind.Clutter, 10);
    }

    private static (double U, double V)[] Hull(double length, double width, double bow, double stern)
    {
        double l = length / 2, w = width / 2;
        return
        [
            (-l, -w * stern), (-l + (width * 0.4), -w), (l - bow, -w), (l - (bow * 0.42), -w * 0.62), (l, 0),
            (l - (bow * 0.42), w * 0.62), (l - bow, w), (-l + (width * 0.4), w), (-l, w * stern),
        ];
    }

    private static void Small(Sketch sketch, ref SceneRandom random, double length, double width)
    {
        var cabin = random.Range(-0.28, 0.12) * length;
        var tall = length * random.Range(0.2, 0.34);
        var colour = random.Chance(0.7) ? Colour.Grey(random.Range(205, 245)) : new Colour(70, 92, 120).Vary(ref random, 0.3);
        sketch.Block(colour, cabin, 0, tall, width * 0.6, 3);
        sketch.Box(PartLayer.Body, Colour.Grey(random.Range(40, 90)), cabin + (tall * 0.36), 0, tall * 0.18, width * 0.5);
        if (random.Chance(0.4))
        {
            sketch.Box(PartLayer.Body, random.Pick<Colour>(Boxes), cabin - (tall * 0.9), 0, tall * 0.5, width * 0.4);
        }
    }

    private static void Large(Sketch sketch, ref SceneRandom random, double length, double width, double bow)
    {
        var house = length * random.Range(0.1, 0.17);
        var houseAt = random.Chance(0.8) ? (-length / 2) + (house / 2) + (length * random.Range(0.03, 0.1)) : (length / 2) - bow - (house / 2);
        double from, to;
        if (houseAt < 0)
        {
            (from, to) = (houseAt + (house / 2) + (length * 0.03), (length / 2) - bow);
        }
        else
        {
            (from, to) = ((-length / 2) + (length * 0.06), houseAt - (house / 2) - (length * 0.03));
        }

        switch (random.Below(3))
        {
            case 0:
                Containers(sketch, ref random, from, to, width);
                break;
            case 1:
                Hatches(sketch, ref random, from, to, width);
                break;
            default:
                Pipes(sketch, ref random, from, to, width);
                break;
        }

        sketch.Block(Colour.Grey(random.Range(200, 242)), houseAt, 0, house, width * random.Range(0.72, 0.9), 7);
        sketch.Box(PartLayer.Body, Colour.Grey(random.Range(90, 170)), houseAt, 0, house * 0.4, width * 0.35);
    }

    private static void Containers(Sketch sketch, ref SceneRandom random, double from, double to, double width)
    {
        var bay = random.Range(6, 9);
        var rows = Math.Max(2, (int)(width / 3.6));
        var wide = width * 0.84 / rows;
        for (var u = from; u + bay < to; u += bay + 1)
        {
            for (var r = 0; r < rows; r++)
            {
                if (random.Chance(0.9))
                {
                    var v = (r - ((rows - 1) / 2.0)) * wide;
                    sketch.Box(PartLayer.Body, random.Pick<Colour>(Boxes).Vary(ref random, 0.15), u + (bay / 2), v, bay, wide * 0.96);
                }
            }
        }
    }

    private static void Hatches(Sketch sketch, ref SceneRandom random, double from, double to, double width)
    {
        var colour = random.Pick<Colour>(Decks).Vary(ref random, 0.2).Times(random.Range(0.7, 1.3));
        var count = random.Range(3, 6);
        var pitch = (to - from) / Math.Floor(count);
        for (var u = from; u + (pitch * 0.9) <= to; u += pitch)
        {
            sketch.Box(PartLayer.Body, colour, u + (pitch / 2), 0, pitch * 0.72, width * 0.58);
        }
    }

    private static void Pipes(Sketch sketch, ref SceneRandom random, double from, double to, double width)
    {
        var colour = Colour.Grey(random.Range(120, 210));
        sketch.Box(PartLayer.Body, colour, (from + to) / 2, 0, to - from, Math.Max(1.2, width * 0.12));
        sketch.Box(PartLayer.Body, colour, (from + to) / 2, 0, Math.Max(1.5, (to - from) * 0.06), width * 0.7);
    }

    private static void Wake(Sketch sketch, ref SceneRandom random, double length, double width)
    {
        var strength = (float)random.Range(0.35, 0.8);
        var foam = new Colour(206, 216, 218);
        var tail = Math.Min(100, length * random.Range(1.0, 2.2));
        var spread = width * random.Range(0.9, 1.5);
        sketch.Fill(
            PartLayer.Water,
            foam,
            [(-length * 0.45, -width * 0.4), (-length * 0.45, width * 0.4), (-(length * 0.5) - tail, spread * 0.75), (-(length * 0.5) - tail, -spread * 0.75)],
            0.5f,
            strength * 0.55f,
            (float)width);
        for (var side = -1; side <= 1; side += 2)
        {
            sketch.Fill(
                PartLayer.Water,
                foam,
                [(length * 0.46, side * 0.5), (length * 0.2, side * width * 0.6), (-length - (tail * 0.4), side * length * 0.42), (-length - (tail * 0.4), side * length * 0.36)],
                0.6f,
                strength * 0.6f,
                3.5f);
        }
    }
}
