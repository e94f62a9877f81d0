namespace RedKube.Cli.Sample;

/// <summary>
/// A periodic square of noise, made once for a seed: the fine grain of ground and water at the price of one load a pixel.
/// Each row is stored with its beginning repeated, so that 8 pixels in a row can always be loaded at once.
/// </summary>
internal sealed class Texture
{
    /// <summary>Pixels after which it repeats; a multiple of 8.</summary>
    public const int Period = 512;

    private const int Stride = Period + 8;
    private readonly float[] values = new float[Stride * Period];

    private Texture(Func<int, int, float> at)
    {
        for (var y = 0; y < Period; y++)
        {
            for (var x = 0; x < Stride; x++)
            {
                values[(y * Stride) + x] = at(x % Period, y);
            }
        }
    }

    /// <summary>Grain of ground: octaves of wavelength 16 to 2 and white noise.</summary>
    public static Texture Ground(int seed) => new((x, y) =>
    {
        var sum = 0f;
        for (int cell = 16, i = 0; cell >= 2; cell /= 2, i++)
        {
            sum += Wrapped(SceneRandom.Key(seed, 100 + i), x, y, cell) * 0.35f;
        }

        return sum + (White(SceneRandom.Key(seed, 110), x, y) * 0.25f);
    });

    /// <summary>Waves: sinusoids around one direction with whole periods on the square, and a little grain.</summary>
    public static Texture Waves(int seed)
    {
        var random = new SceneRandom(seed, 120);
        var direction = random.Range(0, Math.Tau);
        var waves = new (int X, int Y, double Phase, double Weight)[14];
        for (var i = 0; i < waves.Length; i++)
        {
            var angle = direction + random.Range(-0.7, 0.7);
            var length = random.Range(7, 40);
            waves[i] = ((int)(Math.Cos(angle) * Period / length), (int)(Math.Sin(angle) * Period / length), random.Range(0, Math.Tau), 0.1 + (length / 90));
        }

        return new((x, y) =>
        {
            var sum = 0.0;
            foreach (var w in waves)
            {
                sum += w.Weight * Math.Sin((Math.Tau * (((long)w.X * x) + ((long)w.Y * y)) / Period) + w.Phase);
            }

            return (float)(sum * 0.45) + (White(SceneRandom.Key(seed, 121), x, y) * 0.35f) + (Wrapped(SceneRandom.Key(seed, 122), x, y, 4) * 0.35f);
        });
    }

    /// <summary>White noise, −1 to 1: what a sensor adds.</summary>
    public static Texture Sensor(int seed, int band) => new((x, y) =>
        (White(SceneRandom.Key(seed, 130 + band), x, y) + White(SceneRandom.Key(seed, 140 + band), x, y)) / 2);

    /// <summary>The row of a place; index it with <see cref="Column"/>.</summary>
    public ReadOnlySpan<float> Row(int y) => values.AsSpan((y & (Period - 1)) * Stride, Stride);

    /// <summary>Where x stands in a row.</summary>
    public static int Column(int x) => x & (Period - 1);

    private static float White(ulong key, int x, int y) => ((SceneRandom.Mix(key ^ (((ulong)y << 20) | (uint)x)) >> 40) * (2f / (1 << 24))) - 1;

    private static float Wrapped(ulong key, int x, int y, int cell)
    {
        var count = Period / cell;
        float u = (float)(x % cell) / cell, v = (float)(y % cell) / cell;
        u = u * u * (3 - (2 * u));
        v = v * v * (3 - (2 * v));
        int x0 = x / cell, y0 = y / cell, x1 = (x0 + 1) % count, y1 = (y0 + 1) % count;
        float a = White(key, x0, y0), b = White(key, x1, y0), c = White(key, x0, y1), d = White(key, x1, y1);
        var top = a + ((b - a) * u);
        return top + ((c + ((d - c) * u) - top) * v);
    }
}
