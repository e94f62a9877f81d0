using RedKube.Core.Geometry;

namespace RedKube.Cli.Sample;

/// <summary>Takes a scene's blocks, in row-major order, one at a time. A block is up to 512 × 512 pixels and starts at multiples of 512.</summary>
public interface ISceneTarget
{
    /// <summary>Writes a block of an 8-bit scene.</summary>
    /// <param name="rect">Its pixels in the image.</param>
    /// <param name="samples">Row by row, pixel by pixel, red, green, blue.</param>
    void Write(PixelRect rect, ReadOnlySpan<byte> samples);

    /// <summary>Writes a block of a 16-bit scene.</summary>
    /// <param name="rect">Its pixels in the image.</param>
    /// <param name="samples">Row by row, pixel by pixel, red, green, blue.</param>
    void Write(PixelRect rect, ReadOnlySpan<ushort> samples);
}
