using RedKube.Core.Geometry;

namespace RedKube.Core.Detections;

/// <summary>
/// YOLO heads, raw and end-to-end, plain, oriented and with masks, YOLOX, and RT-DETR as Ultralytics exports it. Their boxes are in continuous input pixels
/// (the centre of the first cell of stride s is s/2), which is our pixel space as it stands; RT-DETR's are fractions of the input.
/// </summary>
internal sealed class YoloDecoder(ModelKind kind, int classes, PixelSize input) : Decoder
{
    private readonly double unitX = kind == ModelKind.Detr ? input.Width : 1;
    private readonly double unitY = kind == ModelKind.Detr ? input.Height : 1;
    private readonly CellGrid? cells = kind == ModelKind.Yolox ? new CellGrid(input) : null;
    private readonly PrototypeMasks? masks = kind == ModelKind.YoloSeg ? new PrototypeMasks(input) : null;

    /// <inheritdoc/>
    public override bool Oriented => kind == ModelKind.YoloObb;

    /// <inheritdoc/>
    public override bool Decode(in ModelOutputs outputs, int slot, CandidateList into)
    {
        var layout = Layout(outputs);
        var data = outputs.First.Item(slot);
        if (layout.EndToEnd)
        {
            Detections(layout, data, into);
        }
        else if (layout.ChannelsFirst)
        {
            Columns(layout, data, into);
        }
        else
        {
            Rows(layout, data, into);
        }

        return layout.EndToEnd || kind == ModelKind.Detr;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<PixelPoint> Outline(in ModelOutputs outputs, int slot, int index, PixelBox box)
    {
        if (masks is null)
        {
            return [];
        }

        var layout = Layout(outputs);
        var data = outputs.First.Item(slot);
        var count = (int)outputs.Second.Shape[1];
        var first = layout.Channels - count;
        return masks.Trace(
            outputs.Second.Item(slot),
            outputs.Second.Shape,
            layout.ChannelsFirst ? data[((first * layout.Anchors) + index)..] : data[((index * layout.Channels) + first)..],
            layout.ChannelsFirst ? layout.Anchors : 1,
            box);
    }

    private YoloLayout Layout(in ModelOutputs outputs)
    {
        var shape = outputs.First.Shape;
        var count = masks is not null && outputs.Second.Shape.Length == 4 ? (int)outputs.Second.Shape[1] : 0;
        var layout = shape.Length == 3 ? YoloLayout.Find(kind, (int)shape[1], (int)shape[2], classes, count) : null;
        return (cells is null || layout?.Anchors == cells.Count ? layout : null)
            ?? throw Misshapen(kind, shape, classes, YoloLayout.Expected(kind, classes));
    }

    private void Columns(YoloLayout layout, ReadOnlySpan<float> data, CandidateList into)
    {
        var anchors = layout.Anchors;
        into.BeginAnchors(anchors);
        for (var c = 0; c < classes; c++)
        {
            ScoreScan.NoteRow(data.Slice((4 + c) * anchors, anchors), c, into);
        }

        foreach (var i in into.Touched)
        {
            var (score, classIndex) = into.Take(i);
            var angle = Oriented ? data[((layout.Channels - 1) * anchors) + i] : 0;
            Add(data[i], data[anchors + i], data[(2 * anchors) + i], data[(3 * anchors) + i], angle, score, classIndex, i, into);
        }
    }

    private void Rows(YoloLayout layout, ReadOnlySpan<float> data, CandidateList into)
    {
        for (var i = 0; i < layout.Anchors; i++)
        {
            var row = data.Slice(i * layout.Channels, layout.Channels);
            if (layout.Objectness && !(row[4] >= into.Confidence))
            {
                continue;
            }

            var (score, classIndex) = ScoreScan.Best(row.Slice(layout.FirstClass, classes), into.Confidence);
            if (classIndex >= 0)
            {
                var total = layout.Objectness ? score * row[4] : score;
                Add(row[0], row[1], row[2], row[3], Oriented ? row[^1] : 0, total, classIndex, i, into);
            }
        }
    }

    private void Detections(YoloLayout layout, ReadOnlySpan<float> data, CandidateList into)
    {
        for (var i = 0; i < layout.Anchors; i++)
        {
            var row = data.Slice(i * layout.Channels, layout.Channels);
            if (!(row[4] >= into.Confidence))
            {
                continue;
            }

            var classIndex = ClassLabels.Index(row[5]);
            if (Oriented)
            {
                into.AddOriented(row[0], row[1], row[2], row[3], row[6], row[4], classIndex, i);
            }
            else
            {
                into.AddBox(row[0], row[1], row[2], row[3], row[4], classIndex, i);
            }
        }
    }

    private void Add(float x, float y, float width, float height, float angle, float score, int classIndex, int index, CandidateList into)
    {
        if (cells is not null)
        {
            // Ge et al., YOLOX (2021): (offset + cell) × stride, e to the size × stride.
            var (cellX, cellY, stride) = cells.At(index);
            (x, y) = ((x + cellX) * stride, (y + cellY) * stride);
            (width, height) = (MathF.Exp(width) * stride, MathF.Exp(height) * stride);
        }

        if (Oriented)
        {
            into.AddOriented(x, y, width, height, angle, score, classIndex, index);
        }
        else
        {
            double halfWidth = width / 2.0, halfHeight = height / 2.0;
            into.AddBox(
                (x - halfWidth) * unitX, (y - halfHeight) * unitY, (x + halfWidth) * unitX, (y + halfHeight) * unitY, score, classIndex, index);
        }
    }
}
