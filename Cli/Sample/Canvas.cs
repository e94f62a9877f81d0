using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RedKube.Core.Geometry;

namespace RedKube.Cli.Sample;

/// <summary>
/// A block of the world under work: colours and the part of each pixel that is land, as floats. Eight pixels are handled at once, always the
/// same eight, so that a pixel comes out the same whatever block it is drawn in.
/// </summary>
internal sealed class Canvas : IDisposable
{
    /// <summary>Takes memory for a block; its content is undefined.</summary>
    /// <param name="area">World pixels; its x is a multiple of 8.</param>
    public Canvas(PixelRect area)
    {
        Area = area;
        Stride = (area.Width + 7) / 8 * 8;
        Red = Rent();
        Green = Rent();
        Blue = Rent();
        Land = Rent();

        float[] Rent() => ArrayPool<float>.Shared.Rent(Stride * area.Height);
    }

    public PixelRect Area { get; }

    /// <summary>Floats in a row: the width, filled up to a multiple of 8.</summary>
    public int Stride { get; }

    public float[] Red { get; }

    public float[] Green { get; }

    public float[] Blue { get; }

    /// <summary>0 water to 1 land.</summary>
    public float[] Land { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (var plane in (ReadOnlySpan<float[]>)[Red, Green, Blue, Land])
        {
            ArrayPool<float>.Shared.Return(plane);
        }
    }

    /// <summary>The offsets of eight pixels in a row.</summary>
    public static Vector256<float> Lanes => Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>Eight floats of a row.</summary>
    public static Vector256<float> Load(float[] plane, int at) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(plane), (nuint)at);

    /// <summary>Puts eight floats back.</summary>
    public static void Store(Vector256<float> value, float[] plane, int at) => value.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(plane), (nuint)at);
}
