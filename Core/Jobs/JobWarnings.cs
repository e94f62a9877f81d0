using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Planning;

namespace RedKube.Core.Jobs;

/// <summary>What the user should know of a job once it is planned: the same for `plan`, the tiler and the dashboard.</summary>
public static class JobWarnings
{
    /// <summary>Everything worth a word, in a fixed order.</summary>
    /// <param name="imageUri">The image's address as the user may see it.</param>
    /// <param name="info">What is known of it.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="reading">What reading will cost.</param>
    public static IEnumerable<string> Of(string imageUri, ImageInfo info, ModelRef model, DetectOptions options, Plan plan, ReadEstimate reading) => new[]
    {
        reading.Warning(plan, imageUri),
        BandOrder.Warning(info, model, options),
        Range(info, plan),
        Height(info, options),
    }.OfType<string>();

    // A height or an elevation model makes RPCs come first, so only where there are none it has no effect.
    private static string? Height(ImageInfo info, DetectOptions options)
    {
        if (info.HasRpc || (options.DemPath is null && options.HeightMetres is null))
        {
            return null;
        }

        var means = info.Georeference switch
        {
            "affine" => "the image is placed by its geotransform",
            "gcp" => "the image is placed by ground control points",
            _ => $"the image {info.LackOfPlace()}",
        };
        return $"{(options.DemPath is null ? "--height" : "--dem")} has no effect: {means}, and only images with RPCs take it.";
    }

    private static string? Range(ImageInfo info, Plan plan)
    {
        var guessed = plan.Spec.Bands.Where((_, i) => i < plan.Spec.Ranges.Count && plan.Spec.Ranges[i].IsGuess).ToArray();
        return guessed.Length == 0 ? null :
            $"No valid pixel was found in {info.Name} to tell the range of its values from (band {string.Join(", ", guessed)}): all that was looked at is missing, so 0 to 1 is taken. "
            + "Give the range with --range LO,HI, for example --range 0,10000, and check --nodata.";
    }
}
