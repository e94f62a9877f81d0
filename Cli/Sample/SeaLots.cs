namespace RedKube.Cli.Sample;

/// <summary>Fills lots of the sea: ships under way, at anchor and at quays, boats, rocks, fish farms.</summary>
internal sealed class SeaLots(SceneLook look, Terrain terrain)
{
    /// <summary>Fills a lot.</summary>
    public void Fill(Lot lot, ref SceneRandom random)
    {
        Moor(lot, ref random);
        if (random.Chance(0.16))
        {
            Anchorage(lot, ref random);
        }

        for (var i = random.Below(3); i > 0; i--)
        {
            var item = Ships.Make(look, ref random, Somewhere(lot, ref random), random.Range(0, Math.Tau), ShipLength(ref random), random.Chance(0.6));
            Float(lot, item);
        }

        Clutter(lot, ref random);
    }

    private static double ShipLength(ref SceneRandom random) => random.Chance(0.45) ? random.Range(20, 42) : random.Range(40, 90);

    private static ScenePoint Somewhere(Lot lot, ref SceneRandom random) =>
        new(random.Range(lot.Box.XMin, lot.Box.XMax), random.Range(lot.Box.YMin, lot.Box.YMax));

    // Straight coasts lie on the borders of districts, so on borders of lots: ships lie along them or at jetties.
    private void Moor(Lot lot, ref SceneRandom random)
    {
        double cx = (lot.Box.XMin + lot.Box.XMax) / 2, cy = (lot.Box.YMin + lot.Box.YMax) / 2;
        foreach (var (dx, dy) in (ReadOnlySpan<(int, int)>)[(1, 0), (-1, 0), (0, 1), (0, -1)])
        {
            var busy = random.Chance(0.75);
            var alongside = random.Chance(0.7);
            double qx = cx + (dx * Lot.Side / 2.0), qy = cy + (dy * Lot.Side / 2.0);
            if (!busy || terrain.Wildness(qx, qy) > 0 || terrain.Coast(qx + (dx * 4), qy + (dy * 4)) < 0)
            {
                continue;
            }

            var along = Math.Atan2(dx, -dy);
            for (var t = -110.0; t < 110;)
            {
                var length = ShipLength(ref random);
                if (alongside)
                {
                    t += length / 2;
                    var off = 4 + (length * random.Range(0.09, 0.13));
                    var heading = along + (random.Chance(0.5) ? Math.PI : 0) + random.Range(-0.02, 0.02);
                    Float(lot, Ships.Make(look, ref random, new(qx - (dx * off) + (dy * t), qy - (dy * off) + (dx * t)), heading, length, false));
                    t += (length / 2) + random.Range(4, 40);
                }
                else
                {
                    t += random.Range(12, 30);
                    var jetty = random.Range(50, 110);
                    var middle = (jetty / 2) - 1;
                    Float(lot, SeaClutter.Jetty(look, ref random, new(qx - (dx * middle) + (dy * t), qy - (dy * middle) + (dx * t)), along + (Math.PI / 2), jetty), -14);
                    for (var side = -1; side <= 1; side += 2)
                    {
                        var boat = random.Range(20, Math.Min(jetty, 70));
                        var at = t + (side * (7 + (boat * random.Range(0.11, 0.16))));
                        var out1 = random.Range((boat / 2) + 4, Math.Max((boat / 2) + 5, jetty - (boat / 3)));
                        Float(lot, Ships.Make(look, ref random, new(qx - (dx * out1) + (dy * at), qy - (dy * out1) + (dx * at)), along + (Math.PI / 2), boat, false));
                    }

                    t += random.Range(26, 50);
                }
            }
        }
    }

    private void Anchorage(Lot lot, ref SceneRandom random)
    {
        var heading = random.Range(0, Math.Tau);
        for (var i = 3 + random.Below(5); i > 0; i--)
        {
            Float(lot, Ships.Make(look, ref random, Somewhere(lot, ref random), heading + random.Range(-0.25, 0.25), ShipLength(ref random), false));
        }
    }

    private void Clutter(Lot lot, ref SceneRandom random)
    {
        for (var i = random.Below(4); i > 0; i--)
        {
            var place = Somewhere(lot, ref random);
            var item = random.Below(7) switch
            {
                0 or 1 => Ships.Boat(look, ref random, place, random.Range(0, Math.Tau), random.Chance(0.5)),
                2 or 3 => SeaClutter.Rock(look, ref random, place),
                4 => Ships.LoneWake(look, ref random, place, random.Range(0, Math.Tau)),
                5 => random.Chance(0.5) ? SeaClutter.FishFarm(look, ref random, place) : SeaClutter.Platform(look, ref random, place),
                _ => SeaClutter.Buoy(look, ref random, place),
            };
            Float(lot, item);
        }
    }

    private void Float(Lot lot, Item item, double clearance = 1)
    {
        var corners = item.Footprint;
        for (var i = 0; i < 4; i++)
        {
            var (p, q) = (corners[i], corners[(i + 1) % 4]);
            for (var t = 0.0; t < 1; t += 0.25)
            {
                if (terrain.Coast(p.X + ((q.X - p.X) * t), p.Y + ((q.Y - p.Y) * t)) > -clearance)
                {
                    return;
                }
            }
        }

        lot.TryAdd(item);
    }
}
