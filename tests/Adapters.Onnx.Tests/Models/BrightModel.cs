namespace RedKube.Adapters.Onnx.Tests.Models;

/// <summary>
/// Models whose right answer is known: they find the bounds of the pixels that are bright in any channel (normalised value above ½), and score class i by
/// the mean of channel i. So a wrong scale, band order, padding or letterbox shows in box or score.
/// </summary>
internal sealed class BrightModel
{
    public const string Names = "{0: 'red', 1: 'green', 2: 'blue'}";

    private readonly OnnxBuilder builder = new();
    private readonly object batch;
    private readonly string mask;

    private BrightModel(object batch, object height, object width, int element, bool channelsLast, string input = "images")
    {
        this.batch = batch;
        builder.Input(input, element, channelsLast ? [batch, height, width, 3] : [batch, 3, height, width]);
        Tensor = element == OnnxBuilder.Float ? input : builder.Node("Cast", [input], ("to", OnnxBuilder.Float));
        Tensor = element == OnnxBuilder.UInt8 ? builder.Node("Mul", [Tensor, builder.Constant([1f / 255], 1)]) : Tensor;
        Tensor = channelsLast ? builder.Node("Transpose", [Tensor], ("perm", new long[] { 0, 3, 1, 2 })) : Tensor;
        var brightest = builder.Node("ReduceMax", [Tensor], ("axes", new long[] { 1 }), ("keepdims", 1));
        mask = builder.Node("Cast", [builder.Node("Greater", [brightest, builder.Constant([0.5f], 1)])], ("to", OnnxBuilder.Float));
        var (left, right, allX) = Extent(2);
        var (top, bottom, allY) = Extent(3);
        Corners = builder.Node("Concat", [left, top, right, bottom], ("axis", 1));
        Size = builder.Node("Concat", [allX, allY, allX, allY], ("axis", 1));
        Centred = builder.Node("MatMul", [Corners, builder.Constant([.5f, 0, -1, 0, 0, .5f, 0, -1, .5f, 0, 1, 0, 0, .5f, 0, 1], 4, 4)]);
        Means = builder.Node("ReduceMean", [Tensor], ("axes", new long[] { 2, 3 }), ("keepdims", 0));
    }

    private string Tensor { get; }

    private string Corners { get; }

    private string Centred { get; }

    private string Size { get; }

    private string Means { get; }

    public static byte[] YoloV8(object batch, object height, object width, int element = OnnxBuilder.Float, bool channelsLast = false, string? names = Names, string input = "images")
    {
        var model = new BrightModel(batch, height, width, element, channelsLast, input);
        return model.Rows(["centred", "means"], 20, transposed: true, 7, names);
    }

    public static byte[] YoloV8Transposed(object batch, int side) =>
        new BrightModel(batch, side, side, OnnxBuilder.Float, false).Rows(["centred", "means"], CellsOf(side), false, 7, Names);

    public static byte[] YoloV5(object batch, int side) =>
        new BrightModel(batch, side, side, OnnxBuilder.Float, false).Rows(["centred", "half", "means"], 1600, false, 8, Names);

    /// <summary>YOLOX: what is bright as offset and logarithms of the first cell, whose stride is 8.</summary>
    public static byte[] Yolox(object batch, int side)
    {
        var model = new BrightModel(batch, side, side, OnnxBuilder.Float, false);
        var b = model.builder;
        var strides = b.Node("Mul", [model.Centred, b.Constant([1f / 8], 1)]);
        string Pair(long from) => b.Node("Slice", [strides, b.Constant(new long[] { from }, 1), b.Constant(new long[] { from + 2 }, 1), b.Constant(new long[] { 1 }, 1)]);
        var row = b.Node("Concat", [Pair(0), b.Node("Log", [Pair(2)]), model.Fill(0.5f), model.Means], ("axis", 1));
        return model.Padded(row, CellsOf(side), transposed: false, 8, Names);
    }

    public static byte[] EndToEnd(object batch, int side) =>
        new BrightModel(batch, side, side, OnnxBuilder.Float, false).Rows(["corners", "half", "two"], 30, false, 6, Names, ("end2end", "True"));

    public static byte[] Obb(object batch, int side) =>
        new BrightModel(batch, side, side, OnnxBuilder.Float, false).Rows(["centred", "means", "angle"], 40, true, 8, Names, ("task", "obb"));

    public static byte[] ObbEndToEnd(object batch, int side) =>
        new BrightModel(batch, side, side, OnnxBuilder.Float, false).Rows(["centred", "half", "two", "angle"], 30, false, 7, Names, ("task", "obb"));

    public static byte[] Seg(object batch, int side)
    {
        var model = new BrightModel(batch, side, side, OnnxBuilder.Float, false);
        var shrunk = model.builder.Node("AveragePool", [model.mask], ("kernel_shape", new long[] { 4, 4 }), ("strides", new long[] { 4, 4 }));
        var signed = model.builder.Node("Sub", [shrunk, model.builder.Constant([0.5f], 1)]);
        model.builder.Node("Concat", [signed, model.builder.Node("Mul", [signed, model.builder.Constant([0f], 1)])], "output1", ("axis", 1));
        model.builder.Output("output1", OnnxBuilder.Float, batch, 2, side / 4, side / 4);
        return model.Rows(["centred", "means", "ten", "ten"], 60, true, 9, Names, ("task", "segment"));
    }

    /// <summary>RT-DETR style (three logits, sigmoid) or DETR style (four, softmax).</summary>
    public static byte[] Detr(object batch, int side, bool softmax)
    {
        var model = new BrightModel(batch, side, side, OnnxBuilder.Float, false);
        var logits = softmax ? model.builder.Node("Concat", [model.Means, model.Fill(0.25f)], ("axis", 1)) : model.Means;
        model.Query("logits", logits, softmax ? 4 : 3);
        model.Query("pred_boxes", model.builder.Node("Div", [model.Centred, model.Size]), 4);
        return model.builder.Meta("names", Names).Build();
    }

    public static byte[] RtDetrUltralytics(object batch, int side)
    {
        var model = new BrightModel(batch, side, side, OnnxBuilder.Float, false);
        var row = model.builder.Node("Concat", [model.builder.Node("Div", [model.Centred, model.Size]), model.Means], ("axis", 1));
        model.Query("output0", row, 7);
        return model.builder.Meta("names", Names).Meta("description", "Ultralytics rtdetr-l model").Build();
    }

    /// <summary>Torchvision style: labels count from 1; a second, weak detection of label 0 is to be dropped.</summary>
    public static byte[] Torchvision(int side, bool masks, string? names = Names)
    {
        var model = new BrightModel(1, side, side, OnnxBuilder.Float, false, "image");
        var b = model.builder;
        b.Node("Concat", [model.Corners, model.Corners], "boxes", ("axis", 0)).Output("boxes", OnnxBuilder.Float, "D", 4);
        b.Node("Identity", [b.Constant(new long[] { 2, 0 }, 2)], "labels").Output("labels", OnnxBuilder.Int64, "D");
        b.Node("Identity", [b.Constant(new[] { 0.75f, 0.7f }, 2)], "scores").Output("scores", OnnxBuilder.Float, "D");
        if (masks)
        {
            b.Node("Concat", [model.mask, model.mask], "masks", ("axis", 0)).Output("masks", OnnxBuilder.Float, "D", 1, side, side);
        }

        return names is null ? b.Build() : b.Meta("names", names).Build();
    }

    /// <summary>Batched boxes in the pixels of orig_target_sizes, labels from 0, as RT-DETR and D-FINE exports have them.</summary>
    public static byte[] TargetSizes(object batch, int side)
    {
        var model = new BrightModel(batch, side, side, OnnxBuilder.Float, false);
        var b = model.builder;
        b.Input("orig_target_sizes", OnnxBuilder.Int64, batch, 2);
        var sizes = b.Node("Cast", ["orig_target_sizes"], ("to", OnnxBuilder.Float));
        var scaled = b.Node("Mul", [b.Node("Div", [model.Corners, model.Size]), b.Node("Concat", [sizes, sizes], ("axis", 1))]);
        model.Query("boxes", scaled, 4, 1);
        b.Node("Cast", [model.Fill(1)], "labels", ("to", OnnxBuilder.Int64)).Output("labels", OnnxBuilder.Int64, batch, 1);
        b.Node("Identity", [model.Fill(0.5f)], "scores").Output("scores", OnnxBuilder.Float, batch, 1);
        return b.Meta("names", Names).Build();
    }

    /// <summary>One row [image, label, score, x1, y1, x2, y2], then one of image −1 that ends it and one that must not be read.</summary>
    public static byte[] SsdRows(int side)
    {
        var model = new BrightModel(1, side, side, OnnxBuilder.Float, false);
        var b = model.builder;
        var first = b.Node("Concat", [b.Constant([0, 2, 0.5f], 1, 3), b.Node("Div", [model.Corners, model.Size])], ("axis", 1));
        var rows = b.Node("Concat", [first, b.Constant([-1, 0, 0, 0, 0, 0, 0, 0, 1, 0.9f, 0, 0, 1, 1], 2, 7)], ("axis", 0));
        b.Node("Reshape", [rows, b.Constant(new long[] { 1, 1, 3, 7 }, 4)], "detection_out").Output("detection_out", OnnxBuilder.Float, 1, 1, 3, 7);
        return b.Meta("names", Names).Build();
    }

    /// <summary>Scores, "background" first, and boxes of 1,200 priors, of which one is bright.</summary>
    public static byte[] PriorBoxes(object batch, int side)
    {
        var model = new BrightModel(batch, side, side, OnnxBuilder.Float, false);
        model.Query("scores", model.builder.Node("Concat", [model.Fill(0.9f), model.Means], ("axis", 1)), 4, 1200);
        model.Query("boxes", model.builder.Node("Div", [model.Corners, model.Size]), 4, 1200);
        return model.builder.Meta("names", Names).Build();
    }

    public static byte[] TensorFlow(int side)
    {
        var model = new BrightModel(1, side, side, OnnxBuilder.UInt8, true, "input_tensor");
        var b = model.builder;
        var swapped = b.Node("Gather", [b.Node("Div", [model.Corners, model.Size]), b.Constant(new long[] { 1, 0, 3, 2 }, 4)], ("axis", 1));
        model.Query("detection_boxes", swapped, 4, 10);
        b.Node("Identity", [b.Constant([3f, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1, 10)], "detection_classes").Output("detection_classes", OnnxBuilder.Float, 1, 10);
        b.Node("Identity", [b.Constant([0.5f, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1, 10)], "detection_scores").Output("detection_scores", OnnxBuilder.Float, 1, 10);
        b.Node("Identity", [b.Constant([1f], 1)], "num_detections").Output("num_detections", OnnxBuilder.Float, 1);
        return b.Meta("names", Names).Build();
    }

    /// <summary>A matrix product and softmax over the whole image, for the promise of identical bytes.</summary>
    public static byte[] MatMulSoftmax(int side)
    {
        var model = new BrightModel("N", side, side, OnnxBuilder.Float, false);
        var b = model.builder;
        var random = new Random(7);
        var weights = Enumerable.Range(0, 3 * side * side * 64).Select(_ => (float)((random.NextDouble() - 0.5) / side)).ToArray();
        var flat = b.Node("Reshape", [model.Tensor, b.Constant(new long[] { 0, -1 }, 2)]);
        var mixed = b.Node("Softmax", [b.Node("MatMul", [flat, b.Constant(weights, 3L * side * side, 64)])], ("axis", 1));
        var scores = b.Node("MatMul", [mixed, b.Constant([.. Enumerable.Range(0, 64 * 3).Select(_ => random.NextSingle())], 64, 3)]);
        var row = b.Node("Concat", [model.Centred, scores], ("axis", 1));
        return model.Padded(row, 20, transposed: true, 7, Names);
    }

    private static int CellsOf(int side) => (side / 8 * (side / 8)) + (side / 16 * (side / 16)) + (side / 32 * (side / 32));

    private byte[] Rows(string[] parts, int count, bool transposed, int width, string? names, params (string Key, string Value)[] metadata)
    {
        var row = builder.Node("Concat", [.. parts.Select(Part)], ("axis", 1));
        foreach (var (key, value) in metadata)
        {
            builder.Meta(key, value);
        }

        return Padded(row, count, transposed, width, names);
    }

    private byte[] Padded(string row, int count, bool transposed, int width, string? names)
    {
        var deep = builder.Node("Unsqueeze", [row, builder.Constant(new long[] { transposed ? 2 : 1 }, 1)]);
        long[] pads = transposed ? [0, 0, 0, 0, 0, count - 1] : [0, 0, 0, 0, count - 1, 0];
        builder.Node("Pad", [deep, builder.Constant(pads, 6)], "output0");
        builder.Output("output0", OnnxBuilder.Float, transposed ? [batch, width, count] : [batch, count, width]);
        return names is null ? builder.Build() : builder.Meta("names", names).Build();
    }

    private string Part(string name) => name switch
    {
        "centred" => Centred,
        "corners" => Corners,
        "means" => Means,
        "half" => Fill(0.5f),
        "two" => Fill(2),
        "ten" => Fill(10),
        _ => Fill(0.25f),
    };

    private void Query(string name, string row, int width, int count = 5)
    {
        var deep = builder.Node("Unsqueeze", [row, builder.Constant(new long[] { 1 }, 1)]);
        builder.Node("Pad", [deep, builder.Constant(new long[] { 0, 0, 0, 0, count - 1, 0 }, 6), builder.Constant([name == "logits" ? -9f : 0f])], name);
        builder.Output(name, OnnxBuilder.Float, batch, count, width);
    }

    // [N, 1] of one value.
    private string Fill(float value)
    {
        var first = builder.Node("ReduceMax", [Centred], ("axes", new long[] { 1 }), ("keepdims", 1));
        return builder.Node("Add", [builder.Node("Mul", [first, builder.Constant([0f], 1)]), builder.Constant([value], 1)]);
    }

    // First and end of the bright columns (the other spatial axis reduced), and the number of columns, each [N, 1].
    private (string First, string End, string All) Extent(int reduced)
    {
        var line = builder.Node("ReduceMax", [mask], ("axes", new long[] { 1, reduced }), ("keepdims", 0));
        var ones = builder.Node("Add", [builder.Node("Mul", [line, builder.Constant([0f], 1)]), builder.Constant([1f], 1)]);
        var axis = builder.Constant(new long[] { 1 }, 1);
        var up = builder.Node("CumSum", [ones, axis]);
        var down = builder.Node("CumSum", [ones, axis], ("reverse", 1));
        var all = Most(up);
        return (builder.Node("Sub", [all, Most(builder.Node("Mul", [line, down]))]), Most(builder.Node("Mul", [line, up])), all);
    }

    private string Most(string line) => builder.Node("ReduceMax", [line], ("axes", new long[] { 1 }), ("keepdims", 1));
}
