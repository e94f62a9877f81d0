using RedKube.Core.Detections;
using RedKube.Core.Imagery;

namespace RedKube.Core.Jobs;

/// <summary>Notices images whose first bands are not red, green, blue although they have these: a model of colours would see them exchanged.</summary>
public static class BandOrder
{
    private static readonly string[] Usual = ["red", "green", "blue"];

    /// <summary>What the user should know of the bands that are read.</summary>
    /// <param name="image">The image.</param>
    /// <param name="model">The model; one whose card names bands, or that takes another number than three, is left alone.</param>
    /// <param name="options">Bands that the user chose are left alone.</param>
    /// <returns>Null where there is nothing to say.</returns>
    public static string? Warning(ImageInfo image, ModelRef model, DetectOptions options)
    {
        if (options.Bands is not null || model.Card.Bands is not null || model.Card.Input.Channels != Usual.Length)
        {
            return null;
        }

        var first = image.DataBands.Take(Usual.Length).Select(static b => b.Colour).ToList();
        var wanted = Usual.Select(c => image.Bands.FirstOrDefault(b => b.Colour == c)).OfType<BandInfo>().Select(static b => b.Number).ToList();
        return wanted.Count < Usual.Length || first.SequenceEqual(Usual, StringComparer.Ordinal)
            ? null
            : $"The model is given the first three bands of {image.Name}, which are {string.Join(", ", first)}. If it was trained on red, green, blue, add --bands {string.Join(",", wanted)}.";
    }
}
