using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// SSD before suppression, as pytorch-ssd and jetson-inference export it: scores [N, priors, classes + 1] after softmax, the first class "background", and
/// boxes [N, priors, 4] as corners in fractions of the input. A prior reports its best class.
/// </summary>
internal sealed class PriorBoxDecoder(IReadOnlyList<string> names, PixelSize input) : Decoder
{
    private readonly int firstName = ClassLabels.HasBackground(names) ? 0 : 1;

    /// <inheritdoc/>
    public override bool Decode(in ModelOutputs outputs, int slot, CandidateList into)
    {
        var shape = outputs.Second.Shape;
        var width = names.Count + firstName;
        if (shape.Length != 3 || outputs.First.Shape.Length != 3 || outputs.First.Shape[1] != shape[1] || shape[2] != width)
        {
            throw Misshapen(ModelKind.Ssd, shape, names.Count, $"scores [N, priors, {width}], the first of them background, and boxes [N, priors, 4]");
        }

        var boxes = outputs.First.Item(slot);
        var scores = outputs.Second.Item(slot);
        for (var prior = 0; prior < (int)shape[1]; prior++)
        {
            var (score, best) = ScoreScan.Best(scores.Slice((prior * width) + 1, width - 1), into.Confidence);
            if (best >= 0)
            {
                var box = boxes.Slice(4 * prior, 4);
                into.AddBox(
                    box[0] * (double)input.Width, box[1] * (double)input.Height, box[2] * (double)input.Width, box[3] * (double)input.Height, score, best + 1 - firstName, prior);
            }
        }

        return false;
    }
}
