using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// SSD: one output [1, 1, D, 7] of image, label, score, x1, y1, x2, y2 in fractions of the input, image −1 ends it (Caffe's and OpenVINO's DetectionOutput);
/// or TensorFlow's detection_boxes [N, D, 4] as y1, x1, y2, x2 in fractions, detection_classes, detection_scores, num_detections. Labels count from 1.
/// </summary>
internal sealed class SsdDecoder(IReadOnlyList<string> names, PixelSize input) : Decoder
{
    private readonly ClassLabels classes = new(names, fromOne: true);

    /// <inheritdoc/>
    public override bool Decode(in ModelOutputs outputs, int slot, CandidateList into)
    {
        var shape = outputs.First.Shape;
        if (shape.Length == 4 && shape[3] == 7)
        {
            Rows(outputs.First.Data, slot, into);
        }
        else if (shape.Length == 3 && shape[2] == 4 && outputs.Second.Data.Length * 4 == outputs.First.Data.Length
            && outputs.Third.Data.Length == outputs.Second.Data.Length)
        {
            TensorFlow(outputs, slot, into);
        }
        else
        {
            throw Misshapen(ModelKind.Ssd, shape, names.Count, "[1, 1, D, 7], or detection_boxes [N, D, 4] with as many classes and scores");
        }

        return true;
    }

    private void Rows(ReadOnlySpan<float> data, int slot, CandidateList into)
    {
        for (var i = 0; i + 7 <= data.Length; i += 7)
        {
            var row = data.Slice(i, 7);
            if (row[0] < 0)
            {
                return;
            }

            if (row[0] == slot && row[2] >= into.Confidence)
            {
                Add(row[3], row[4], row[5], row[6], row[2], row[1], i / 7, into);
            }
        }
    }

    private void TensorFlow(in ModelOutputs outputs, int slot, CandidateList into)
    {
        if (outputs.First.Data.IsEmpty)
        {
            return;
        }

        var boxes = outputs.First.Item(slot);
        var labels = outputs.Second.Item(slot);
        var scores = outputs.Third.Item(slot);
        var stated = slot < outputs.Fourth.Data.Length ? outputs.Fourth.Data[slot] : scores.Length;
        var count = stated >= 0 && stated < scores.Length ? (int)stated : scores.Length;
        for (var i = 0; i < count; i++)
        {
            if (scores[i] >= into.Confidence)
            {
                Add(boxes[(4 * i) + 1], boxes[4 * i], boxes[(4 * i) + 3], boxes[(4 * i) + 2], scores[i], labels[i], i, into);
            }
        }
    }

    private void Add(double xMin, double yMin, double xMax, double yMax, float score, float label, int index, CandidateList into) =>
        into.AddBox(xMin * input.Width, yMin * input.Height, xMax * input.Width, yMax * input.Height, score, classes.ClassOf(label), index);
}
