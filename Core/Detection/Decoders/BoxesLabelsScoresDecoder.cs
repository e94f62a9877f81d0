using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// Detections as torchvision's models give them: boxes [D, 4] as corners in input pixels, labels [D] from 1, scores [D], masks [D, 1, h, w] of Mask R-CNN;
/// and the same with a batch, [N, D, 4], as RT-DETR and D-FINE exports have it, labels from 0. Corners are continuous: they are our pixel space as they stand.
/// </summary>
internal sealed class BoxesLabelsScoresDecoder(IReadOnlyList<string> names, PixelSize input) : Decoder
{
    private readonly ClassLabels single = new(names, fromOne: true);
    private readonly ClassLabels batched = new(names, fromOne: false);
    private readonly MaskTracer tracer = new();

    /// <inheritdoc/>
    public override bool Decode(in ModelOutputs outputs, int slot, CandidateList into)
    {
        var shape = outputs.First.Shape;
        var hasBatch = shape.Length == 3;
        if (shape.Length is not (2 or 3) || shape[^1] != 4 || outputs.Second.Data.Length * 4 != outputs.First.Data.Length
            || outputs.Third.Data.Length != outputs.Second.Data.Length)
        {
            throw Misshapen(ModelKind.BoxesLabelsScores, shape, names.Count, "boxes [D, 4] or [N, D, 4] and as many labels and scores");
        }

        if (outputs.First.Data.IsEmpty || (!hasBatch && slot > 0))
        {
            return true;
        }

        var boxes = hasBatch ? outputs.First.Item(slot) : outputs.First.Data;
        var labels = hasBatch ? outputs.Second.Item(slot) : outputs.Second.Data;
        var scores = hasBatch ? outputs.Third.Item(slot) : outputs.Third.Data;
        var classes = hasBatch ? batched : single;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= into.Confidence)
            {
                into.AddBox(boxes[4 * i], boxes[(4 * i) + 1], boxes[(4 * i) + 2], boxes[(4 * i) + 3], scores[i], classes.ClassOf(labels[i]), i);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<PixelPoint> Outline(in ModelOutputs outputs, int slot, int index, PixelBox box)
    {
        var shape = outputs.Fourth.Shape;
        if (shape.Length != 4 || index >= shape[0])
        {
            return [];
        }

        var (height, width) = ((int)shape[2], (int)shape[3]);
        var field = new MaskField(
            outputs.Fourth.Item(index)[..(height * width)], width, height, (double)input.Width / width, (double)input.Height / height, 0.5f);
        return tracer.Trace(field, box);
    }
}
