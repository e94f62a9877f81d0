using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Aggregator;

/// <summary>What the user should know of an output that was written.</summary>
internal static class OutputWarnings
{
    /// <summary>Everything worth a word.</summary>
    /// <param name="info">The image.</param>
    /// <param name="format">The output's format.</param>
    /// <param name="isGeoreferenced">Whether the features have places on the map.</param>
    /// <param name="unplaced">Features without, although others have one.</param>
    public static IEnumerable<string> Of(ImageInfo info, string format, bool isGeoreferenced, long unplaced)
    {
        if (!isGeoreferenced)
        {
            yield return $"{info.Name} {info.LackOfPlace()}: the output's coordinates are pixels, x to the right, y downwards.";
        }

        if (unplaced > 0)
        {
            yield return $"{unplaced} of the detections have no place on the map, beyond what the image's georeference reaches; " + (format == OutputFormats.FlatGeobuf
                ? "they are not in the output, because FlatGeobuf holds no feature without geometry. For those too, write another format, for example .gpkg or .geojson."
                : "they are written with their pixels only.");
        }
    }
}
