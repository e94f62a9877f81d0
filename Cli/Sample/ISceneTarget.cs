using RedKube.Core.Imagery;

namespace RedKube.Cli.Sample;

/// <summary>Takes a scene's blocks, in row-major order, from one thread.</summary>
public interface ISceneTarget
{
    /// <summary>Writes a block; it is disposed afterwards.</summary>
    /// <param name="block">Up to 512 × 512 pixels at multiples of 512, 3 bands red, green, blue, without mask.</param>
    void Write(PixelBlock block);
}
