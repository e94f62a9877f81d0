namespace RedKube.Cli.Sample;

/// <summary>A colour before exposure: red, green, blue, 0 to 255.</summary>
internal readonly record struct Colour(float R, float G, float B)
{
    public static Colour Grey(double v) => new((float)v, (float)v, (float)v);

    public Colour Times(double f) => new((float)(R * f), (float)(G * f), (float)(B * f));

    public Colour Mix(Colour other, double t) => new((float)(R + ((other.R - R) * t)), (float)(G + ((other.G - G) * t)), (float)(B + ((other.B - B) * t)));

    /// <summary>The same colour, a little lighter or darker and tinted.</summary>
    public Colour Vary(ref SceneRandom random, double amount)
    {
        var f = 1 + random.Range(-amount, amount);
        return new(
            (float)(R * f * (1 + random.Range(-amount / 4, amount / 4))),
            (float)(G * f),
            (float)(B * f * (1 + random.Range(-amount / 4, amount / 4))));
    }
}
