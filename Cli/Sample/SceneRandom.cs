namespace RedKube.Cli.Sample;

/// <summary>
/// Random numbers that depend on a key alone, so that any part of a scene can be made without the others.
/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
/// </summary>
internal struct SceneRandom
{
    private ulong state;

    /// <summary>Starts a stream for a seed and a place in the scene.</summary>
    public SceneRandom(int seed, int salt, long x = 0, long y = 0) => state = Mix(Key(seed, salt) ^ Mix(((ulong)x * 0x9E3779B97F4A7C15) ^ Mix((ulong)y)));

    /// <summary>A key that sets purposes apart.</summary>
    public static ulong Key(int seed, int salt) => Mix(((ulong)(uint)seed << 32) | (uint)salt);

    /// <summary>Scrambles 64 bits.</summary>
    public static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to under 1.</summary>
    public double Unit()
    {
        state += 0x9E3779B97F4A7C15;
        return (Mix(state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>From <paramref name="low"/> to under <paramref name="high"/>.</summary>
    public double Range(double low, double high) => low + ((high - low) * Unit());

    /// <summary>From 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Unit() * count);

    /// <summary>True with the probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>One of several.</summary>
    public T Pick<T>(ReadOnlySpan<T> from) => from[Below(from.Length)];
}
