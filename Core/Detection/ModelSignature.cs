namespace RedKube.Core.Detections;

/// <summary>What can be known of a model without running it.</summary>
/// <param name="Inputs">The graph's inputs, in its order.</param>
/// <param name="Outputs">The graph's outputs, in its order.</param>
/// <param name="Metadata">The custom metadata that its exporter wrote: names, stride, imgsz, task, …</param>
public sealed record ModelSignature(
    IReadOnlyList<TensorInfo> Inputs, IReadOnlyList<TensorInfo> Outputs, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Input that RT-DETR style exports want beside the image: width and height that boxes are scaled to, int64 [N, 2].</summary>
    public const string TargetSizes = "orig_target_sizes";

    /// <summary>The input that takes the image; null where the graph does not have exactly one.</summary>
    public TensorInfo? Image
    {
        get
        {
            var images = Inputs.Where(input => input.Name != TargetSizes).ToList();
            return images.Count == 1 && images[0].Rank is 3 or 4 ? images[0] : null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"inputs {string.Join(", ", Inputs)}; outputs {string.Join(", ", Outputs)}";
}
