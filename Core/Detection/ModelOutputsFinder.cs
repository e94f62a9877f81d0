namespace RedKube.Core.Detections;

/// <summary>Finds the outputs that a kind of model is read from, by name, element type and number of sides.</summary>
internal static class ModelOutputsFinder
{
    /// <summary>The outputs in the order in which the kind's decoder takes them; null where the graph does not have them.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="outputs">The graph's outputs.</param>
    public static IReadOnlyList<TensorInfo>? Find(ModelKind kind, IReadOnlyList<TensorInfo> outputs) => kind switch
    {
        ModelKind.YoloSeg => Segmentation(outputs),
        ModelKind.Detr => Detr(outputs) ?? Single(outputs, 3),
        ModelKind.BoxesLabelsScores => BoxesLabelsScores(outputs),
        ModelKind.Ssd => TensorFlow(outputs) ?? PriorBoxes(outputs) ?? Single(outputs, 4, last: 7),
        _ => Single(outputs, 3),
    };

    /// <summary>One output alone; of several, the first with that many sides where no other of the same number of sides stands beside it.</summary>
    /// <param name="outputs">The graph's outputs.</param>
    /// <param name="rank">Number of sides.</param>
    /// <param name="last">What the last side must be, or null.</param>
    public static IReadOnlyList<TensorInfo>? Single(IReadOnlyList<TensorInfo> outputs, int rank, int? last = null)
    {
        var found = outputs.Where(output => output.IsFloat && output.Rank == rank && (last is null || output.Side(1) == last)).ToList();
        return found.Count == 1 ? found : null;
    }

    /// <summary>Rows of boxes, scores and coefficients [N, rows, anchors], and prototypes [N, masks, h, w].</summary>
    /// <param name="outputs">The graph's outputs.</param>
    public static IReadOnlyList<TensorInfo>? Segmentation(IReadOnlyList<TensorInfo> outputs) =>
        Single(outputs, 3) is [var rows] && Single(outputs, 4) is [var prototypes] && prototypes.Shape[1] != 1 ? [rows, prototypes] : null;

    /// <summary>Boxes [N, queries, 4] and logits [N, queries, classes].</summary>
    /// <param name="outputs">The graph's outputs.</param>
    public static IReadOnlyList<TensorInfo>? Detr(IReadOnlyList<TensorInfo> outputs) => BoxesAnd("logit", outputs);

    /// <summary>Boxes [N, priors, 4] and scores [N, priors, classes + 1].</summary>
    /// <param name="outputs">The graph's outputs.</param>
    public static IReadOnlyList<TensorInfo>? PriorBoxes(IReadOnlyList<TensorInfo> outputs) => BoxesAnd("score", outputs);

    /// <summary>Boxes [D, 4] or [N, D, 4], labels and scores of one side less, masks [D, 1, h, w] where there are any.</summary>
    /// <param name="outputs">The graph's outputs.</param>
    public static IReadOnlyList<TensorInfo>? BoxesLabelsScores(IReadOnlyList<TensorInfo> outputs)
    {
        var boxes = Named(outputs, "box", output => output.IsFloat && output.Rank is 2 or 3 && output.Side(1) is 4 or -1);
        if (boxes is null)
        {
            return null;
        }

        var labels = Named(outputs, "label", output => output.IsInteger && output.Rank == boxes.Rank - 1);
        var scores = Named(outputs, "score", output => output != boxes && output.IsFloat && output.Rank == boxes.Rank - 1);
        var masks = boxes.Rank == 2 ? Named(outputs, "mask", output => output.IsFloat && output.Rank == 4) : null;
        return (labels, scores, masks) switch
        {
            (null, _, _) or (_, null, _) => null,
            (_, _, null) => [boxes, labels, scores],
            _ => [boxes, labels, scores, masks],
        };
    }

    /// <summary>TensorFlow's detection_boxes, detection_classes, detection_scores and, where it is there, num_detections.</summary>
    /// <param name="outputs">The graph's outputs.</param>
    public static IReadOnlyList<TensorInfo>? TensorFlow(IReadOnlyList<TensorInfo> outputs)
    {
        var boxes = ByName(outputs, "detection_boxes");
        var classes = ByName(outputs, "detection_classes");
        var scores = ByName(outputs, "detection_scores");
        var count = ByName(outputs, "num_detections");
        return boxes is null || classes is null || scores is null ? null
            : count is null ? [boxes, classes, scores] : [boxes, classes, scores, count];
    }

    private static IReadOnlyList<TensorInfo>? BoxesAnd(string part, IReadOnlyList<TensorInfo> outputs)
    {
        var boxes = Named(outputs, "box", output => output.IsFloat && output.Rank == 3 && output.Side(1) == 4);
        var others = Named(outputs, part, output => output != boxes && output.IsFloat && output.Rank == 3 && output.Side(1) != 1);
        return boxes is null || others is null ? null : [boxes, others];
    }

    private static TensorInfo? Named(IReadOnlyList<TensorInfo> outputs, string part, Func<TensorInfo, bool> fits)
    {
        var found = outputs.Where(fits).ToList();
        var named = found.Where(output => output.Name.Contains(part, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count > 0 ? named[0] : found.Count == 1 ? found[0] : null;
    }

    private static TensorInfo? ByName(IReadOnlyList<TensorInfo> outputs, string name) =>
        outputs.FirstOrDefault(output => output.Name == name || output.Name.StartsWith(name + ":", StringComparison.Ordinal));
}
