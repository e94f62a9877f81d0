using RedKube.Core.Errors;

namespace RedKube.Core.Detections;

/// <summary>Reads layout, size and element type of the input tensor off the graph.</summary>
internal static class InputFinder
{
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] ImageNetStd = [0.229f, 0.224f, 0.225f];

    /// <summary>The input, what the card states taken first.</summary>
    /// <param name="image">The image input of the graph.</param>
    /// <param name="card">What the card states.</param>
    /// <param name="imageNet">Whether values are normalised by ImageNet's mean and deviation unless stated.</param>
    /// <param name="raw">Whether values are 0 to 255, the last band first, unless stated.</param>
    /// <exception cref="RedKubeException">RK3005 where the card contradicts the graph, RK3003 where the element type is none of ours.</exception>
    public static ModelInput Find(TensorInfo image, ModelCardDraft card, bool imageNet, bool raw = false)
    {
        var sides = image.Shape.Skip(image.Rank - 3).ToList();
        var last = card.ChannelsLast ?? IsChannelsLast(sides);
        var (channels, height, width) = last ? (sides[2], sides[0], sides[1]) : (sides[0], sides[1], sides[2]);
        var element = image.Element switch
        {
            "float32" => InputElement.Float32,
            "float16" => InputElement.Float16,
            "uint8" => InputElement.UInt8,
            _ => throw new RedKubeException(ErrorCode.ModelNotRecognised, $"The model's input is {image}; float32, float16 and uint8 are supported."),
        };
        Agree("type", card.Element, element, image);
        Agree("width", card.Width, width < 0 ? card.Width : width, image);
        Agree("height", card.Height, height < 0 ? card.Height : height, image);
        channels = channels > 0 ? channels : card.Mean?.Count ?? card.Bands?.Count ?? 3;
        imageNet = imageNet && channels == 3 && element != InputElement.UInt8;
        return new ModelInput
        {
            Width = width > 0 ? width : card.Width,
            Height = height > 0 ? height : card.Height,
            ChannelsLast = last,
            Channels = channels,
            Element = element,
            ReverseBands = card.ReverseBands ?? raw,
            Scale = card.Scale ?? (raw || element == InputElement.UInt8 ? 1 : 1f / 255),
            Mean = PerBand("mean", card.Mean, channels) ?? (imageNet ? ImageNetMean : []),
            Std = PerBand("std", card.Std, channels) ?? (imageNet ? ImageNetStd : []),
            Pad = card.Pad ?? 114,
        };
    }

    private static bool IsChannelsLast(List<int> sides) => IsChannels(sides[2]) && !IsChannels(sides[0]);

    // Other numbers of bands come last only where a card says so.
    private static bool IsChannels(int side) => side is 1 or 3 or 4;

    private static IReadOnlyList<float>? PerBand(string key, IReadOnlyList<float>? stated, int channels) =>
        stated is null || stated.Count == 0 || stated.Count == channels
            ? stated
            : throw new RedKubeException(
                ErrorCode.ModelCardInvalid, $"The card's input.{key} has {stated.Count} values; the model takes {channels} bands. Give one value a band.");

    private static void Agree<T>(string key, T? stated, T? found, TensorInfo image)
        where T : struct
    {
        if (stated is { } value && !EqualityComparer<T>.Default.Equals(value, found ?? value))
        {
            throw new RedKubeException(
                ErrorCode.ModelCardInvalid, $"The card says input.{key} is {value}; the graph's input is {image}. Correct the card or leave the key out.");
        }
    }
}
