using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>The input tensor of a model and how pixels become it: (value × <see cref="Scale"/> − mean) ÷ std, band by band.</summary>
public sealed record ModelInput
{
    /// <summary>Columns; null: any.</summary>
    public int? Width { get; init; }

    /// <summary>Rows; null: any.</summary>
    public int? Height { get; init; }

    /// <summary>Whether bands come first (nchw, the default) or last (nhwc).</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Number of bands.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Element type of the tensor.</summary>
    public InputElement Element { get; init; } = InputElement.Float32;

    /// <summary>Whether the bands are taken in reverse order (bgr).</summary>
    public bool ReverseBands { get; init; }

    /// <summary>Factor on the values 0 to 255 before mean and deviation; 1/255 for most float models, 1 for uint8 inputs.</summary>
    public float Scale { get; init; } = 1f / 255;

    /// <summary>Subtracted, band by band, after <see cref="Scale"/>; empty: nothing.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [];

    /// <summary>Divided by, band by band; empty: nothing.</summary>
    public IReadOnlyList<float> Std { get; init; } = [];

    /// <summary>Value, 0 to 255 before scaling, of pixels beyond the image, missing pixels and letterbox borders.</summary>
    public float Pad { get; init; } = 114;

    /// <summary>The size, where both sides are fixed.</summary>
    public PixelSize? FixedSize => Width is { } w && Height is { } h ? new PixelSize(w, h) : null;
}
