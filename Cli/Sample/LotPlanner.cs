namespace RedKube.Cli.Sample;

/// <summary>Decides what stands in each lot, from the seed and the lot's place alone.</summary>
internal sealed class LotPlanner(int seed, SceneLook look, Terrain terrain)
{
    private const int LotsPerDistrict = Terrain.District / Lot.Side;

    /// <summary>Plans a lot.</summary>
    /// <param name="column">World x divided by <see cref="Lot.Side"/>, rounded down.</param>
    /// <param name="row">The same for y.</param>
    public Lot Plan(long column, long row)
    {
        var lot = new Lot(column, row);
        var random = new SceneRandom(seed, 3, column, row);
        var kind = terrain.Kind((long)Math.Floor((double)column / LotsPerDistrict), (long)Math.Floor((double)row / LotsPerDistrict));
        if (kind == DistrictKind.Sea)
        {
            new SeaLots(look, terrain).Fill(lot, ref random);
        }
        else
        {
            new LandLots(look, terrain).Fill(lot, kind, ref random);
        }

        return lot;
    }
}
