using System.Runtime.CompilerServices;

namespace RedKube.Cli.Sample;

/// <summary>Value noise: random values on a lattice, smoothly joined. A pure function of key and place.</summary>
internal static class Noise
{
    /// <summary>One octave, −1 to 1, at a place in lattice units.</summary>
    public static float At(ulong key, double x, double y)
    {
        var fx = Math.Floor(x);
        var fy = Math.Floor(y);
        var ix = (long)fx;
        var iy = (long)fy;
        var u = Smooth((float)(x - fx));
        var v = Smooth((float)(y - fy));
        var a = Lattice(key, ix, iy);
        var b = Lattice(key, ix + 1, iy);
        var c = Lattice(key, ix, iy + 1);
        var d = Lattice(key, ix + 1, iy + 1);
        var top = a + ((b - a) * u);
        return top + ((c + ((d - c) * u) - top) * v);
    }

    /// <summary>Octaves of halving wavelength and weight, about −1 to 1.</summary>
    /// <param name="key">Sets this noise apart from others.</param>
    /// <param name="x">Pixels.</param>
    /// <param name="y">Pixels.</param>
    /// <param name="wavelength">Of the first octave, pixels.</param>
    /// <param name="octaves">How many.</param>
    /// <param name="gain">Weight of each octave against the one before.</param>
    public static float Octaves(ulong key, double x, double y, double wavelength, int octaves, float gain = 0.5f)
    {
        float sum = 0, weight = 1, total = 0;
        for (var i = 0; i < octaves; i++)
        {
            sum += weight * At(key + (ulong)i, x / wavelength, y / wavelength);
            total += weight;
            weight *= gain;
            wavelength /= 2;
        }

        return sum / total;
    }

    private static float Smooth(float t) => t * t * (3 - (2 * t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lattice(ulong key, long x, long y)
    {
        var h = key ^ ((ulong)x * 0x9E3779B97F4A7C15) ^ ((ulong)y * 0xC2B2AE3D27D4EB4F);
        h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93;
        h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93;
        return ((uint)(h >> 40) * (2f / (1 << 24))) - 1;
    }
}
