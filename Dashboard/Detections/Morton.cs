using System.Runtime.Intrinsics.X86;

namespace RedKube.Dashboard.Detections;

/// <summary>Interleaves the bits of two coordinates (Morton 1966), so that everything in a tile of any zoom is one run of a sorted list.</summary>
internal static class Morton
{
    private const ulong Even = 0x5555555555555555;

    /// <summary>The code of a point; bits of x at even places.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public static ulong Of(uint x, uint y) => Bmi2.X64.IsSupported
        ? Bmi2.X64.ParallelBitDeposit(x, Even) | Bmi2.X64.ParallelBitDeposit(y, Even << 1)
        : Spread(x) | (Spread(y) << 1);

    /// <summary>The column of a code.</summary>
    /// <param name="code">The code.</param>
    public static uint X(ulong code) => Bmi2.X64.IsSupported ? (uint)Bmi2.X64.ParallelBitExtract(code, Even) : Gather(code);

    /// <summary>The row of a code.</summary>
    /// <param name="code">The code.</param>
    public static uint Y(ulong code) => Bmi2.X64.IsSupported ? (uint)Bmi2.X64.ParallelBitExtract(code, Even << 1) : Gather(code >> 1);

    private static ulong Spread(ulong v)
    {
        v = (v | (v << 16)) & 0x0000FFFF0000FFFF;
        v = (v | (v << 8)) & 0x00FF00FF00FF00FF;
        v = (v | (v << 4)) & 0x0F0F0F0F0F0F0F0F;
        v = (v | (v << 2)) & 0x3333333333333333;
        return (v | (v << 1)) & Even;
    }

    private static uint Gather(ulong v)
    {
        v &= Even;
        v = (v | (v >> 1)) & 0x3333333333333333;
        v = (v | (v >> 2)) & 0x0F0F0F0F0F0F0F0F;
        v = (v | (v >> 4)) & 0x00FF00FF00FF00FF;
        v = (v | (v >> 8)) & 0x0000FFFF0000FFFF;
        return (uint)(v | (v >> 16));
    }
}
