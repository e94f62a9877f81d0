namespace RedKube.Dashboard.Components.Pages;

/// <summary>An option of a new job that few need: a field of the form.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="Label">The field's label.</param>
/// <param name="Default">What an empty field means.</param>
/// <param name="Hint">What it does.</param>
/// <param name="Choices">The values there are; null: any text.</param>
internal sealed record NewJobOption(string Name, string Label, string Default, string Hint, IReadOnlyList<string>? Choices = null)
{
    /// <summary>All of them, in the order of the form.</summary>
    public static IReadOnlyList<NewJobOption> All { get; } =
    [
        new("tileSize", "Tile size", "the model's input", "Side of a tile in image pixels. Another size is scaled to the model's input, so it also sets the scale."),
        new("overlap", "Overlap", "20%", "How much neighbouring tiles share, in pixels or per cent: at least the size of an object."),
        new("merge", "Merging", "nms", "How what several tiles saw of one object becomes one detection.", ["nms", "soft-nms", "nmm", "wbf", "none"]),
        new("metric", "Measure of overlap", "iou", "Intersection over union, or over the smaller of the two.", ["iou", "ios"]),
        new("mergeThreshold", "Merge threshold", "0.5", "From which overlap on two detections are one, above 0 to 1."),
        new("bands", "Bands", "the first ones the model needs", "Numbers from 1, separated by commas, in the model's order."),
        new("range", "Range", "none for 8 bits, else percentile", "How values become 0 to 255: none, minmax, percentile or LOW,HIGH."),
        new("nodata", "Nodata", "what the file says", "The value of missing pixels in place of the file's, nan for no value, or none: no pixel is missing. Alpha, masks and NaN count but for none."),
        new("regionSize", "Region size", "8192", "Side in pixels of the piece of work that one worker takes."),
        new("batchSize", "Batch size", "1 on CPU, 8 on GPU", "Tiles in one run of the model."),
        new("device", "Device", "auto", "CUDA where it works, else the CPU.", ["auto", "cpu", "cuda", "tensorrt"]),
        new("height", "Height", "what the file says", "Metres above the ellipsoid, for images placed by RPCs."),
    ];
}
