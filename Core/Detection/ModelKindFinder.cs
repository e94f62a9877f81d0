namespace RedKube.Core.Detections;

/// <summary>Tells from a graph's outputs and its exporter's notes which kind of model it is. Where two kinds fit, it does not guess.</summary>
internal sealed class ModelKindFinder(ModelSignature signature, ExportNotes notes, int? names, int? cells)
{
    // More detections than any end-to-end export keeps, fewer than any raw head of a usual input has.
    private const int MostDetections = 1000;

    /// <summary>The kind, and the number of classes where the shape tells it.</summary>
    /// <returns>Null where no kind fits or where more than one does.</returns>
    public (ModelKind Kind, int? Classes)? Find()
    {
        var outputs = signature.Outputs;
        if (notes.Task is "pose" or "classify" or "semantic")
        {
            return null;
        }

        if (ModelOutputsFinder.TensorFlow(outputs) is not null || ModelOutputsFinder.Single(outputs, 4, last: 7) is not null)
        {
            return (ModelKind.Ssd, null);
        }

        if (ModelOutputsFinder.BoxesLabelsScores(outputs) is not null)
        {
            return (ModelKind.BoxesLabelsScores, null);
        }

        if (ModelOutputsFinder.Segmentation(outputs) is [var rows, var prototypes])
        {
            return Segmentation(rows, prototypes.Shape[1]);
        }

        if (ModelOutputsFinder.PriorBoxes(outputs) is [var boxes, var scores] && scores.Name.Contains("score", StringComparison.OrdinalIgnoreCase)
            && boxes.Shape[1] > MostDetections && boxes.Shape[1] == scores.Shape[1])
        {
            return (ModelKind.Ssd, null);
        }

        if (ModelOutputsFinder.Detr(outputs) is [_, var logits])
        {
            return names is { } count && logits.Side(1) is var classes && (classes < 0 || classes == count || classes == count + 1) ? (ModelKind.Detr, null) : null;
        }

        return ModelOutputsFinder.Single(outputs, 3) is [var output] ? Rows(output.Shape[1], output.Shape[2]) : null;
    }

    private (ModelKind Kind, int? Classes)? Segmentation(TensorInfo rows, int masks)
    {
        if (names is not null || masks < 1)
        {
            return (ModelKind.YoloSeg, names);
        }

        var classes = rows.Shape[1] > 0 && (rows.Shape[2] < 0 || rows.Shape[1] < rows.Shape[2]) ? rows.Shape[1] - 4 - masks : 0;
        return classes > 0 ? (ModelKind.YoloSeg, classes) : null;
    }

    private (ModelKind Kind, int? Classes)? Rows(int first, int second)
    {
        var few = first is > 0 and <= MostDetections && first != cells && first != 3 * cells;
        if (notes.Task == "obb")
        {
            return (ModelKind.YoloObb, names ?? (first > 5 && (second < 0 || first < second) ? first - 5 : null));
        }

        if (notes.RtDetr && (names is null || second == 4 + names))
        {
            return second > 4 ? (ModelKind.Detr, second - 4) : null;
        }

        if (second == 6 && (notes.EndToEnd || few) && !(first == 6 && !notes.EndToEnd))
        {
            return (ModelKind.YoloEndToEnd, null);
        }

        return names is { } count ? Named(first, second, count, few) : Unnamed(first, second);
    }

    private (ModelKind Kind, int? Classes)? Named(int first, int second, int count, bool few)
    {
        if (first == 4 + count && second != 5 + count)
        {
            return (ModelKind.YoloV8, count);
        }

        if (first == 5 + count && second != 4 + count)
        {
            return (ModelKind.YoloObb, count);
        }

        if (second == 7 && few)
        {
            return (ModelKind.YoloObb, count);
        }

        // YOLOX and YOLOv6 have as many numbers for a cell, the one as offsets, the other as pixels.
        return second == 5 + count ? (first == cells ? null : (ModelKind.YoloV5, count))
            : second != 4 + count ? null
            : few && cells is not null ? (ModelKind.Detr, count) : (ModelKind.YoloV8, count);
    }

    private (ModelKind Kind, int? Classes)? Unnamed(int first, int second)
    {
        if (first > 4 && (second < 0 || first < second))
        {
            return (ModelKind.YoloV8, first - 4);
        }

        // One row a cell is v8's transposed, YOLOX's or YOLOv6's: nothing tells whether the fifth number is a class or objectness.
        return cells is not null && first == 3 * cells && second > 5 ? (ModelKind.YoloV5, second - 5) : null;
    }
}
