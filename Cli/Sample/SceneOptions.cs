using RedKube.Core.Errors;

namespace RedKube.Cli.Sample;

/// <summary>What scene to make. The same options give the same pixels and the same truth.</summary>
public sealed record SceneOptions
{
    /// <summary>The largest width or height, pixels.</summary>
    public const int LargestSide = 1_000_000;

    /// <summary>Columns, 1 to <see cref="LargestSide"/>.</summary>
    public required int Width { get; init; }

    /// <summary>Rows, 1 to <see cref="LargestSide"/>.</summary>
    public required int Height { get; init; }

    /// <summary>Decides everything about the scene: coast, objects, light, clouds, place on the map.</summary>
    public required int Seed { get; init; }

    /// <summary>Bits of a sample: 8 (default) or 16.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>Whether only some sectors of 2048 × 2048 pixels hold anything; the others are left unwritten and read as 0. Default: no.</summary>
    public bool Sparse { get; init; }

    /// <summary>Blocks rendered at once, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks every range.</summary>
    /// <exception cref="RedKubeException">RK1001, with all faults in one message.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Check(Width is >= 1 and <= LargestSide, $"width is {Width}, expected 1 to {LargestSide}");
        Check(Height is >= 1 and <= LargestSide, $"height is {Height}, expected 1 to {LargestSide}");
        Check(Bits is 8 or 16, $"bits is {Bits}, expected 8 or 16");
        Check(Threads >= 1, $"threads is {Threads}, expected at least 1");
        if (faults.Count > 0)
        {
            throw new RedKubeException(ErrorCode.OptionOutOfRange, $"The scene cannot be made: {string.Join("; ", faults)}. Change these options.");
        }

        void Check(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }
    }
}
