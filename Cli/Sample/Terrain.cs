namespace RedKube.Cli.Sample;

/// <summary>
/// Where land, sea and clouds are: fields that change slowly, evaluated every <see cref="Step"/> pixels. Land is made of square districts whose
/// coast is straight (quays) where <see cref="Wildness"/> is 0 and bent by noise (beaches) elsewhere.
/// </summary>
internal sealed class Terrain(int seed, SceneLook look)
{
    /// <summary>Pixels between two places where the fields are evaluated.</summary>
    public const int Step = 8;

    /// <summary>Side of a district, pixels.</summary>
    public const int District = 768;

    private const float Far = 300;
    private readonly ulong warpX = SceneRandom.Key(seed, 10);
    private readonly ulong warpY = SceneRandom.Key(seed, 20);
    private readonly ulong wild = SceneRandom.Key(seed, 30);
    private readonly ulong cloud = SceneRandom.Key(seed, 40);
    private readonly ulong soil = SceneRandom.Key(seed, 50);
    private readonly ulong water = SceneRandom.Key(seed, 60);

    /// <summary>The use of a district.</summary>
    /// <param name="column">World x divided by <see cref="District"/>, rounded down.</param>
    /// <param name="row">The same for y.</param>
    public DistrictKind Kind(long column, long row)
    {
        var random = new SceneRandom(seed, 2, column, row);
        return random.Unit() switch
        {
            < 0.44 => DistrictKind.Sea,
            < 0.66 => DistrictKind.Port,
            < 0.81 => DistrictKind.Airfield,
            < 0.91 => DistrictKind.Town,
            _ => DistrictKind.Country,
        };
    }

    /// <summary>How far the coast is bent here, pixels: 0 at quays, up to 90 at wild shores.</summary>
    public float Wildness(double x, double y) => Math.Clamp((Noise.Octaves(wild, x, y, 1900, 2) * 3) + 0.35f, 0, 1) * 90;

    /// <summary>Pixels to the coast: positive on land, negative at sea, cut at ±300.</summary>
    public float Coast(double x, double y)
    {
        var wildness = Wildness(x, y);
        if (wildness > 0)
        {
            var bentX = x + (wildness * Noise.Octaves(warpX, x, y, 220, 4));
            y += wildness * Noise.Octaves(warpY, x, y, 220, 4);
            x = bentX;
        }

        long column = (long)Math.Floor(x / District), row = (long)Math.Floor(y / District);
        var isLand = Kind(column, row) != DistrictKind.Sea;
        double left = x - (column * District), top = y - (row * District), right = District - left, bottom = District - top;
        double nearest = Far;
        Span<double> alongX = [left, 0, right];
        Span<double> alongY = [top, 0, bottom];
        for (var i = -1; i <= 1; i++)
        {
            for (var j = -1; j <= 1; j++)
            {
                double dx = alongX[i + 1], dy = alongY[j + 1];
                var distance = Math.Sqrt((dx * dx) + (dy * dy));
                if (distance < nearest && (i | j) != 0 && Kind(column + i, row + j) != DistrictKind.Sea != isLand)
                {
                    nearest = distance;
                }
            }
        }

        return (float)(isLand ? nearest : -nearest);
    }

    /// <summary>Opacity of cloud, 0 to 1.</summary>
    public float Cloud(double x, double y)
    {
        if (look.CloudThreshold > 1)
        {
            return 0;
        }

        var density = Noise.Octaves(cloud, x, y, 900, 6, 0.56f);
        var t = Math.Clamp((density - look.CloudThreshold) / look.CloudSoftness, 0, 1);
        return t * t * (3 - (2 * t)) * look.CloudDensity;
    }

    /// <summary>Opacity of the cloud that stands between the sun and a place.</summary>
    public float CloudShadow(double x, double y) => Cloud(x - (look.SunX * 170 * look.ShadowLength), y - (look.SunY * 170 * look.ShadowLength));

    /// <summary>Colour of open land.</summary>
    public Colour Land(double x, double y, float coast, float wildness)
    {
        var t = Math.Clamp(0.5f + (0.9f * Noise.Octaves(soil, x, y, 300, 4)), 0, 1);
        var colour = look.Soil.Mix(look.Plant, t);
        if (wildness < 6)
        {
            return coast < 16 ? look.Concrete.Times(1.04) : colour;
        }

        var beach = Math.Clamp((26 - coast) / 14, 0, 1) * Math.Clamp((wildness - 6) / 10, 0, 1);
        return colour.Mix(new Colour(196, 182, 148), beach * 0.8f);
    }

    /// <summary>Colour of water.</summary>
    public Colour Water(double x, double y, float coast, float wildness)
    {
        var f = 1 + (0.16f * Noise.Octaves(water, x, y, 700, 3));
        var shallow = Math.Clamp(1 + (coast / 70), 0, 1) * Math.Clamp(wildness / 40, 0, 1);
        return look.Water.Times(f).Mix(new Colour(96, 128, 118), shallow * 0.45f);
    }
}
