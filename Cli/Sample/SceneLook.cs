namespace RedKube.Cli.Sample;

/// <summary>What holds for a whole scene: light, water, soil, clouds, sensor.</summary>
internal sealed record SceneLook
{
    private static readonly Colour[] Waters =
    [
        new(18, 38, 58), new(22, 52, 66), new(30, 58, 60), new(38, 62, 56), new(14, 28, 48), new(48, 66, 62), new(26, 60, 82), new(56, 74, 76),
    ];

    private static readonly Colour[] Soils = [new(96, 98, 66), new(112, 104, 82), new(82, 96, 60), new(136, 122, 96), new(104, 110, 84), new(150, 138, 116)];
    private static readonly Colour[] Plants = [new(54, 74, 42), new(64, 84, 48), new(74, 82, 54), new(46, 66, 44)];

    /// <summary>Draws the look of a seed.</summary>
    public static SceneLook Of(int seed)
    {
        var random = new SceneRandom(seed, 1);
        var sun = random.Range(0, Math.Tau);
        var cloudiness = random.Unit();
        return new SceneLook
        {
            SunX = Math.Cos(sun),
            SunY = Math.Sin(sun),
            ShadowLength = random.Range(0.5, 1.5),
            ShadowDepth = (float)random.Range(0.4, 0.68),
            Water = random.Pick<Colour>(Waters).Vary(ref random, 0.15),
            WaterRoughness = (float)random.Range(0.04, 0.2),
            Soil = random.Pick<Colour>(Soils).Vary(ref random, 0.1),
            Plant = random.Pick<Colour>(Plants).Vary(ref random, 0.1),
            Concrete = Colour.Grey(random.Range(128, 172)).Vary(ref random, 0.05),
            Asphalt = Colour.Grey(random.Range(70, 98)).Vary(ref random, 0.05),
            GainR = (float)random.Range(0.92, 1.08),
            GainG = (float)random.Range(0.94, 1.06),
            GainB = (float)random.Range(0.9, 1.1),
            Exposure = (float)random.Range(0.78, 1.16),
            Haze = (float)(random.Unit() * random.Unit() * 34),
            Grain = (float)random.Range(1.0, 4.5),

            // A third of the scenes are clear; the densest are covered by about a third.
            CloudThreshold = cloudiness < 0.33 ? 2 : (float)(0.36 - ((cloudiness - 0.33) * 0.42)),
            CloudSoftness = (float)random.Range(0.08, 0.22),
            CloudDensity = (float)random.Range(0.88, 1.0),
        };
    }

    /// <summary>Unit vector from an object to its shadow.</summary>
    public double SunX { get; private init; }

    public double SunY { get; private init; }

    /// <summary>Pixels of shadow for each pixel of height.</summary>
    public double ShadowLength { get; private init; }

    /// <summary>Part of the light that a shadow takes.</summary>
    public float ShadowDepth { get; private init; }

    public Colour Water { get; private init; }

    public float WaterRoughness { get; private init; }

    public Colour Soil { get; private init; }

    public Colour Plant { get; private init; }

    public Colour Concrete { get; private init; }

    public Colour Asphalt { get; private init; }

    public float GainR { get; private init; }

    public float GainG { get; private init; }

    public float GainB { get; private init; }

    public float Exposure { get; private init; }

    /// <summary>What the air adds to each band.</summary>
    public float Haze { get; private init; }

    /// <summary>Amplitude of the sensor's noise, in 8-bit steps.</summary>
    public float Grain { get; private init; }

    /// <summary>Where cloud begins in its noise (about −1 to 1).</summary>
    public float CloudThreshold { get; private init; }

    public float CloudSoftness { get; private init; }

    public float CloudDensity { get; private init; }
}
