namespace RedKube.Cli.Sample;

/// <summary>Fills lots of the land by the use of their district.</summary>
internal sealed class LandLots(SceneLook look, Terrain terrain)
{
    /// <summary>Fills a lot.</summary>
    public void Fill(Lot lot, DistrictKind kind, ref SceneRandom random)
    {
        switch (kind)
        {
            case DistrictKind.Port:
                Port(lot, ref random);
                break;
            case DistrictKind.Airfield:
                Airfield(lot, ref random);
                break;
            case DistrictKind.Town:
                Town(lot, ref random);
                break;
            default:
                Country(lot, ref random);
                break;
        }
    }

    private static ScenePoint At(Lot lot, double x, double y) => new(lot.Box.XMin + x, lot.Box.YMin + y);

    private static ScenePoint Somewhere(Lot lot, ref SceneRandom random) => At(lot, random.Range(0, Lot.Side), random.Range(0, Lot.Side));

    private static double Quarter(ref SceneRandom random) => random.Below(4) * Math.PI / 2;

    private static void Pave(Lot lot, Colour colour, double x, double y, double width, double height, float grain = 0.05f) =>
        lot.Lay(Part.Polygon(PartLayer.Ground, colour, At(lot, x, y), At(lot, x + width, y), At(lot, x + width, y + height), At(lot, x, y + height)).With(grain: grain));

    private static void Line(Lot lot, Colour colour, ScenePoint from, ScenePoint to, double width) =>
        lot.Lay(Part.Disc(PartLayer.Ground, colour, from.X, from.Y, width / 2, to.X - from.X, to.Y - from.Y));

    private void Port(Lot lot, ref SceneRandom random)
    {
        var ground = random.Chance(0.5) ? look.Concrete : look.Asphalt.Mix(look.Concrete, random.Unit());
        Pave(lot, ground.Vary(ref random, 0.06), 0, 0, Lot.Side, Lot.Side);
        Roads(lot);
        switch (random.Unit())
        {
            case < 0.42:
                TankFarm(lot, ref random);
                break;
            case < 0.68:
                Rows(lot, ref random, 0.7, static (SceneLook look, ref SceneRandom r, ScenePoint p) => LandClutter.Containers(look, ref r, p, 0), 44, 30);
                break;
            default:
                for (var i = 0; i < 7; i++)
                {
                    Stand(lot, LandClutter.Building(look, ref random, Somewhere(lot, ref random), Quarter(ref random), random.Range(30, 100), random.Range(18, 44)));
                }

                break;
        }

        if (random.Chance(0.2))
        {
            Stand(lot, LandClutter.Winged(look, ref random, Somewhere(lot, ref random), random.Range(0, Math.Tau), random.Range(30, 70)));
        }

        Scatter(lot, ref random, 10);
    }

    private void TankFarm(Lot lot, ref SceneRandom random)
    {
        Pave(lot, (random.Chance(0.5) ? look.Soil : look.Concrete.Times(0.9)).Vary(ref random, 0.1), 16, 16, 226, 226, 0.12f);
        var radius = random.Range(7, 25);
        var paint = Tanks.Paint(ref random);
        var same = random.Chance(0.6);
        var pitch = (radius * 2) + random.Range(7, 24);
        var skew = random.Chance(0.3) ? random.Range(-0.3, 0.3) : 0;
        for (var y = 24 + radius; y < 232 - radius; y += pitch)
        {
            for (var x = 24 + radius; x < 232 - radius; x += pitch)
            {
                if (random.Chance(0.22))
                {
                    continue;
                }

                var r = same ? radius : random.Range(7, radius + 0.1);
                Stand(lot, Tanks.Make(look, ref random, At(lot, x + (skew * (y - 128)), y), r, same ? paint : null));
            }

            if (random.Chance(0.5))
            {
                Line(lot, look.Concrete.Times(1.15), At(lot, 18, y + (pitch / 2)), At(lot, 238, y + (pitch / 2)), 2);
            }
        }
    }

    private void Airfield(Lot lot, ref SceneRandom random)
    {
        var apron = random.Chance(0.72);
        if (!apron)
        {
            Grass(lot, ref random);
            return;
        }

        var surface = (random.Chance(0.6) ? look.Concrete : look.Asphalt).Vary(ref random, 0.08);
        Pave(lot, surface, 0, 0, Lot.Side, Lot.Side);
        for (var x = random.Range(20, 50); x < Lot.Side; x += 42)
        {
            Line(lot, surface.Times(0.9), At(lot, x, 0), At(lot, x, Lot.Side), 1.2);
        }

        Line(lot, new Colour(206, 176, 70), At(lot, 0, 128), At(lot, Lot.Side, 128), 1.5);
        if (random.Chance(0.25))
        {
            Stand(lot, LandClutter.Building(look, ref random, At(lot, random.Range(60, 190), random.Range(30, 60)), 0, random.Range(60, 110), random.Range(30, 50)));
        }

        if (random.Chance(0.25))
        {
            Stand(lot, LandClutter.Winged(look, ref random, Somewhere(lot, ref random), Quarter(ref random), random.Range(36, 74)));
        }

        Stands(lot, ref random);
        if (random.Chance(0.25))
        {
            Stand(lot, LandClutter.Helipad(look, ref random, Somewhere(lot, ref random)));
        }

        Scatter(lot, ref random, 8);
    }

    // Parked in rows, all of about one size and heading, or loosely.
    private void Stands(Lot lot, ref SceneRandom random)
    {
        var length = random.Range(30, 70);
        if (random.Chance(0.3))
        {
            for (var i = 2 + random.Below(5); i > 0; i--)
            {
                Stand(lot, AircraftShapes.Make(look, ref random, Somewhere(lot, ref random), random.Range(0, Math.Tau), random.Range(30, 70)));
            }

            return;
        }

        var heading = random.Chance(0.7) ? Quarter(ref random) : random.Range(0, Math.Tau);
        var pitch = length * random.Range(1.15, 1.5);
        for (var y = length * 0.62; y < Lot.Side - (length * 0.5); y += pitch)
        {
            for (var x = length * 0.62; x < Lot.Side - (length * 0.5); x += pitch)
            {
                if (random.Chance(0.4))
                {
                    continue;
                }

                var turn = heading + random.Range(-0.06, 0.06);
                Stand(lot, AircraftShapes.Make(look, ref random, At(lot, x + random.Range(-2, 2), y), turn, Math.Clamp(length * random.Range(0.92, 1.05), 30, 70)));
            }
        }
    }

    private void Grass(Lot lot, ref SceneRandom random)
    {
        var strip = look.Asphalt.Vary(ref random, 0.1);
        var y = random.Range(60, 190);
        Pave(lot, strip, 0, y - 24, Lot.Side, 48);
        for (var x = 8; x < Lot.Side; x += 32)
        {
            Pave(lot, Colour.Grey(212), x, y - 1, 16, 2);
        }

        if (random.Chance(0.5))
        {
            Stand(lot, AircraftShapes.Make(look, ref random, At(lot, random.Range(50, 200), y), random.Chance(0.5) ? 0 : Math.PI, random.Range(30, 70)));
        }

        Stand(lot, LandClutter.Pond(look, ref random, Somewhere(lot, ref random)));
        Trees(lot, ref random, 4);
    }

    private void Town(Lot lot, ref SceneRandom random)
    {
        Roads(lot);
        Line(lot, look.Asphalt, At(lot, 128, 0), At(lot, 128, Lot.Side), 9);
        Line(lot, look.Asphalt, At(lot, 0, 128), At(lot, Lot.Side, 128), 9);
        if (random.Chance(0.45))
        {
            Stand(lot, LandClutter.Roundabout(look, ref random, At(lot, 128, 128)));
        }

        if (random.Chance(0.5))
        {
            Stand(lot, LandClutter.Winged(look, ref random, Somewhere(lot, ref random), Quarter(ref random) + random.Range(-0.1, 0.1), random.Range(30, 70)));
        }

        for (var i = 0; i < 24; i++)
        {
            Stand(lot, LandClutter.Building(look, ref random, Somewhere(lot, ref random), Quarter(ref random), random.Range(14, 44), random.Range(12, 24)));
        }

        if (random.Chance(0.4))
        {
            Stand(lot, LandClutter.Pond(look, ref random, Somewhere(lot, ref random)));
        }

        Scatter(lot, ref random, 8);
        Trees(lot, ref random, 16);
    }

    private void Country(Lot lot, ref SceneRandom random)
    {
        for (var i = random.Below(4); i > 0; i--)
        {
            var field = look.Soil.Mix(look.Plant, random.Unit()).Vary(ref random, 0.2);
            Pave(lot, field, random.Range(0, 128), random.Range(0, 128), random.Range(70, 128), random.Range(70, 128), 0.12f);
        }

        Line(lot, look.Soil.Times(1.25), At(lot, 0, random.Range(0, 256)), At(lot, Lot.Side, random.Range(0, 256)), 5);
        for (var i = random.Below(3); i > 0; i--)
        {
            Stand(lot, LandClutter.Pond(look, ref random, Somewhere(lot, ref random)));
        }

        for (var i = random.Below(4); i > 0; i--)
        {
            Stand(lot, LandClutter.Silo(look, ref random, Somewhere(lot, ref random)));
        }

        if (random.Chance(0.5))
        {
            Stand(lot, LandClutter.Building(look, ref random, Somewhere(lot, ref random), random.Range(0, Math.PI), random.Range(16, 50), random.Range(12, 26)));
        }

        Trees(lot, ref random, 22);
    }

    private void Roads(Lot lot)
    {
        Pave(lot, look.Asphalt, 0, 0, Lot.Side, 7);
        Pave(lot, look.Asphalt, 0, 0, 7, Lot.Side);
    }

    private delegate Item Maker(SceneLook look, ref SceneRandom random, ScenePoint place);

    private void Rows(Lot lot, ref SceneRandom random, double filled, Maker make, double stepX, double stepY)
    {
        for (var y = 28.0; y < Lot.Side; y += stepY)
        {
            for (var x = 34.0; x < Lot.Side; x += stepX)
            {
                if (random.Chance(filled))
                {
                    Stand(lot, make(look, ref random, At(lot, x, y)));
                }
            }
        }
    }

    private void Scatter(Lot lot, ref SceneRandom random, int most)
    {
        for (var i = random.Below(most); i > 0; i--)
        {
            Stand(lot, LandClutter.Vehicle(look, ref random, Somewhere(lot, ref random), Quarter(ref random) + random.Range(-0.1, 0.1)));
        }
    }

    private void Trees(Lot lot, ref SceneRandom random, int most)
    {
        for (var i = random.Below(most + 1); i > 0; i--)
        {
            Stand(lot, LandClutter.Tree(look, ref random, Somewhere(lot, ref random)));
        }
    }

    private void Stand(Lot lot, Item item)
    {
        foreach (var p in item.Footprint)
        {
            if (terrain.Coast(p.X, p.Y) < 6)
            {
                return;
            }
        }

        lot.TryAdd(item);
    }
}
