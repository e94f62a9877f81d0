using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// DETR (softmax, the last class is "no object"; Carion et al. 2020) and RT-DETR (sigmoid; Zhao et al. 2023): boxes [N, queries, 4] as centre and size in
/// fractions of the input, logits [N, queries, classes (+ 1)]. A query reports its best class.
/// </summary>
internal sealed class DetrDecoder(int classes, PixelSize input) : Decoder
{
    /// <inheritdoc/>
    public override bool Decode(in ModelOutputs outputs, int slot, CandidateList into)
    {
        var shape = outputs.Second.Shape;
        if (shape.Length != 3 || outputs.First.Shape.Length != 3 || outputs.First.Shape[1] != shape[1] || (shape[2] != classes && shape[2] != classes + 1))
        {
            throw Misshapen(ModelKind.Detr, shape, classes, $"logits [N, queries, {classes}] (sigmoid) or [N, queries, {classes + 1}] (softmax) and boxes [N, queries, 4]");
        }

        var width = (int)shape[2];
        var softmax = width == classes + 1;
        var boxes = outputs.First.Item(slot);
        var logits = outputs.Second.Item(slot);
        for (var query = 0; query < (int)shape[1]; query++)
        {
            var row = logits.Slice(query * width, width);
            var (score, classIndex) = softmax ? Softmax(row, into.Confidence) : Sigmoid(row, into.Confidence);
            if (classIndex >= 0)
            {
                double x = boxes[4 * query], y = boxes[(4 * query) + 1], w = boxes[(4 * query) + 2] / 2.0, h = boxes[(4 * query) + 3] / 2.0;
                into.AddBox((x - w) * input.Width, (y - h) * input.Height, (x + w) * input.Width, (y + h) * input.Height, score, classIndex, query);
            }
        }

        return true;
    }

    private static (float Score, int ClassIndex) Sigmoid(ReadOnlySpan<float> row, float confidence)
    {
        // A little below the logit of the confidence: rounding must not lose what the exact comparison keeps.
        var limit = confidence <= 0 ? float.MinValue : MathF.Log(confidence / (1 - Math.Min(confidence, 1))) - 1e-3f;
        var (logit, classIndex) = ScoreScan.Best(row, limit);
        return classIndex < 0 ? (0, -1) : (1 / (1 + MathF.Exp(-logit)), classIndex);
    }

    private static (float Score, int ClassIndex) Softmax(ReadOnlySpan<float> row, float confidence)
    {
        var (logit, classIndex) = ScoreScan.Best(row[..^1], float.MinValue);

        // The share against "no object" alone bounds the score from above.
        if (classIndex < 0 || !(1 / (1 + MathF.Exp(row[^1] - logit)) >= confidence))
        {
            return (0, -1);
        }

        var most = Math.Max(logit, row[^1]);
        var sum = 0f;
        foreach (var other in row)
        {
            sum += MathF.Exp(other - most);
        }

        return (MathF.Exp(logit - most) / sum, classIndex);
    }
}
