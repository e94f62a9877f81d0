using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Geometry;

namespace RedKube.Adapters.Onnx;

/// <summary>The one shape with which a model is run in a job: size and batch never change, so that buffers and memory stay as they are.</summary>
/// <param name="Letterbox">How a tile lies in the input.</param>
/// <param name="FixedBatch">The batch that the model or its outputs dictate, or null.</param>
/// <param name="HasBatch">Whether the input has a batch side at all.</param>
/// <param name="ChannelsLast">Whether bands come last.</param>
/// <param name="Channels">Number of bands.</param>
internal sealed record InputPlan(Letterbox Letterbox, int? FixedBatch, bool HasBatch, bool ChannelsLast, int Channels)
{
    // Sides that ONNX models accept reach nowhere near it; it keeps sizes within 32 bits.
    private const int LongestSide = 16384;

    /// <summary>Plans the input of a model.</summary>
    /// <param name="card">The model's card.</param>
    /// <param name="probe">What its graph declares.</param>
    /// <param name="options">Tile size and batch.</param>
    /// <exception cref="RedKubeException">RK3003, RK3009.</exception>
    public static InputPlan Of(ModelCard card, ModelProbe probe, DetectorOptions options)
    {
        var image = probe.Signature.Image
            ?? throw new RedKubeException(ErrorCode.ModelNotRecognised, $"The model has not exactly one image input. Found {probe.Signature}.");
        var stride = ModelCards.Stride(probe.Signature);
        var input = new PixelSize(
            card.Input.Width ?? RoundUp(options.TileSize.Width, stride), card.Input.Height ?? RoundUp(options.TileSize.Height, stride));
        if (input.Width > LongestSide || input.Height > LongestSide)
        {
            throw new RedKubeException(
                ErrorCode.ModelInputMismatch, $"A tile of {options.TileSize} needs a model input of {input}; the longest side is {LongestSide}. Choose a smaller --tile-size.");
        }

        var free = card.Input is { Width: null, Height: null };
        return new InputPlan(
            free ? Letterbox.Pad(options.TileSize, input) : Letterbox.Fit(options.TileSize, input),
            Batch(card, probe.Signature, image),
            image.Rank == 4,
            card.Input.ChannelsLast,
            card.Input.Channels);
    }

    /// <summary>The batch with which the model runs.</summary>
    /// <param name="asked">What was asked for, or null.</param>
    /// <param name="usual">What the device is best run with.</param>
    public int Batch(int? asked, int usual) => FixedBatch ?? asked ?? usual;

    /// <summary>The input tensor's shape.</summary>
    /// <param name="batch">The batch.</param>
    public long[] Shape(int batch)
    {
        var (width, height) = (Letterbox.Input.Width, Letterbox.Input.Height);
        long[] sides = ChannelsLast ? [height, width, Channels] : [Channels, height, width];
        return HasBatch ? [batch, .. sides] : sides;
    }

    // Outputs without a batch side (torchvision's boxes [D, 4]) can speak of one image only.
    private static int? Batch(ModelCard card, ModelSignature signature, TensorInfo image)
    {
        if (image.Rank == 3 || (card.Kind == ModelKind.BoxesLabelsScores && signature.Outputs.All(output => output.Rank != 3)))
        {
            return 1;
        }

        return image.Shape[0] > 0 ? image.Shape[0] : null;
    }

    private static int RoundUp(int length, int stride) => (int)Math.Min(((long)length + stride - 1) / stride * stride, int.MaxValue);
}
