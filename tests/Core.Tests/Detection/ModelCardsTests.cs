using RedKube.Core.Detections;
using RedKube.Core.Errors;

namespace RedKube.Core.Tests.Detections;

public sealed class ModelCardsTests
{
    private const string Two = "{0: 'ship', 1: 'plane'}";
    private const string Eighty = "['a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z']";

    [Theory]
    [InlineData(1, 6, 8400, Two, "", ModelKind.YoloV8)]
    [InlineData(1, 8400, 6, Two, "", ModelKind.YoloV8)]
    [InlineData(-1, 6, -1, Two, "", ModelKind.YoloV8)]
    [InlineData(1, 25200, 7, Two, "", ModelKind.YoloV5)]
    [InlineData(-1, -1, 7, Two, "", ModelKind.YoloV5)]
    [InlineData(1, 25200, 6, "['ship']", "", ModelKind.YoloV5)]
    [InlineData(1, 300, 6, Two, "", ModelKind.YoloEndToEnd)]
    [InlineData(1, 300, 6, Eighty, "", ModelKind.YoloEndToEnd)]
    [InlineData(1, 7, 8400, Two, "obb", ModelKind.YoloObb)]
    [InlineData(1, 7, 8400, Two, "", ModelKind.YoloObb)]
    [InlineData(1, 300, 7, Two, "obb", ModelKind.YoloObb)]
    [InlineData(1, 300, 7, Eighty, "", ModelKind.YoloObb)]
    [InlineData(1, 300, 30, Eighty, "", ModelKind.Detr)]
    [InlineData(1, 84, 8400, "", "", ModelKind.YoloV8)]
    [InlineData(1, 25200, 85, "", "", ModelKind.YoloV5)]
    public void Resolve_OneOutput_IsRecognised(int batch, int first, int second, string names, string task, ModelKind expected)
    {
        var card = ModelCards.Resolve(Signatures.Of([("output0", [batch, first, second])], metadata: Metadata(names, task)), null, "m.card.json");
        Assert.Equal(expected, card.Kind);
        Assert.NotEmpty(card.Names);
    }

    [Theory]
    [InlineData(1, 1000, 85, "", "")]
    [InlineData(1, 8400, 84, "", "")]
    [InlineData(1, 8400, 85, "", "")]
    [InlineData(1, 8400, 7, Two, "")]
    [InlineData(1, -1, 85, "", "")]
    [InlineData(1, 56, 8400, "['person']", "pose")]
    [InlineData(1, 17, 8400, Two, "")]
    [InlineData(-1, -1, -1, Two, "")]
    public void Resolve_NoneOrSeveralKindsFit_IsRefused(int batch, int first, int second, string names, string task)
    {
        var signature = Signatures.Of([("output0", [batch, first, second])], metadata: Metadata(names, task));
        var error = Assert.Throws<RedKubeException>(() => ModelCards.Resolve(signature, null, "m.card.json"));
        Assert.Equal(ErrorCode.ModelNotRecognised, error.Code);
        Assert.Contains("output0 float32[", error.Message, StringComparison.Ordinal);
        Assert.Contains("m.card.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SeveralOutputs_AreRecognised()
    {
        Assert.Equal(ModelKind.YoloSeg, Kind([("output0", [1, 38, 8400]), ("output1", [1, 32, 160, 160])]));
        Assert.Equal(ModelKind.Detr, Kind([("logits", [1, 100, 3]), ("pred_boxes", [1, 100, 4])]));
        Assert.Equal(ModelKind.BoxesLabelsScores, Kind([("boxes", [-1, 4]), ("labels", [-1]), ("scores", [-1]), ("masks", [-1, 1, 640, 640])]));
        Assert.Equal(ModelKind.BoxesLabelsScores, Kind([("labels", [-1, 300]), ("boxes", [-1, 300, 4]), ("scores", [-1, 300])]));
        Assert.Equal(ModelKind.Ssd, Kind([("detection_out", [1, 1, 200, 7])]));
        Assert.Equal(
            ModelKind.Ssd,
            Kind([("detection_boxes", [1, 100, 4]), ("detection_classes", [1, 100]), ("detection_scores", [1, 100]), ("num_detections", [1])]));
        Assert.Equal(ModelKind.Ssd, Kind([("scores", [1, 4420, 3]), ("boxes", [1, 4420, 4])]));
    }

    [Fact]
    public void Resolve_Yolox_TakesWholeValuesBlueFirst()
    {
        var signature = Signatures.Of([("output", [1, 3549, 7])], [1, 3, 416, 416], metadata: Metadata(Two, ""));
        var error = Assert.Throws<RedKubeException>(() => ModelCards.Resolve(signature, null, "m.card.json"));
        Assert.Contains("yolox", error.Message, StringComparison.Ordinal);

        var input = ModelCards.Resolve(signature, """{"version": 1, "kind": "yolox"}""", "m.card.json").Input;
        Assert.Equal((1f, true), (input.Scale, input.ReverseBands));

        input = ModelCards.Resolve(signature, """{"version": 1, "kind": "yolox", "input": {"scale": 0.5, "order": "rgb"}}""", "m.card.json").Input;
        Assert.Equal((0.5f, false), (input.Scale, input.ReverseBands));
    }

    [Fact]
    public void Resolve_DetrOfAsManyLogitsAsNamesAndOne_IsNormalisedAsImageNet()
    {
        var softmax = ModelCards.Resolve(Signatures.Of([("logits", [1, 100, 3]), ("pred_boxes", [1, 100, 4])], metadata: Metadata(Two, "")), null, "m");
        Assert.Equal(0.485f, softmax.Input.Mean[0]);
        var sigmoid = ModelCards.Resolve(Signatures.Of([("logits", [1, 100, 2]), ("pred_boxes", [1, 100, 4])], metadata: Metadata(Two, "")), null, "m");
        Assert.Empty(sigmoid.Input.Mean);
    }

    [Theory]
    [InlineData(new[] { 1, 640, 480, 3 }, "uint8", true, 480, 640, 3)]
    [InlineData(new[] { -1, 3, -1, -1 }, "float16", false, null, null, 3)]
    [InlineData(new[] { -1, -1, -1, 3 }, "uint8", true, null, null, 3)]
    [InlineData(new[] { 1, 8, 256, 512 }, "float32", false, 512, 256, 8)]
    [InlineData(new[] { 3, 256, 512 }, "float32", false, 512, 256, 3)]
    public void Resolve_Input_IsReadOffTheGraph(int[] shape, string element, bool last, int? width, int? height, int channels)
    {
        var input = ModelCards.Resolve(Signatures.Of([("output0", [1, 6, 5000])], shape, element, Metadata(Two, "")), null, "m").Input;
        Assert.Equal((last, width, height, channels), (input.ChannelsLast, input.Width, input.Height, input.Channels));
        Assert.Equal(element == "uint8" ? 1 : 1f / 255, input.Scale);
    }

    [Theory]
    [InlineData("{0: 'ship', 1: \"pilot's boat\", 3: 'a\\'b\\x41\\u00e9'}", "ship|pilot's boat|class2|a'bAé")]
    [InlineData("""{"0": "ship", "1": "plane"}""", "ship|plane")]
    [InlineData("['ship', \"plane\",]", "ship|plane")]
    [InlineData("('ship',)", "ship")]
    [InlineData("{0: 'a, b: {c}'}", "a, b: {c}")]
    [InlineData("{0: ship}", "ship")]
    public void Parse_NamesAsExportersWriteThem_AreRead(string text, string expected) => Assert.Equal(expected.Split('|'), ClassNames.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("__import__('os')")]
    [InlineData("{0: 'ship'")]
    [InlineData("{'a': 'ship'}")]
    [InlineData("{-1: 'ship'}")]
    [InlineData("{0: 'a', 0: 'b'}")]
    [InlineData("{999999999: 'ship'}")]
    [InlineData("['a' 'b']")]
    [InlineData("[['a']]")]
    [InlineData("['\\uZZZZ']")]
    [InlineData("['a'] + ['b']")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(ClassNames.Parse(text));

    [Fact]
    public void Parse_DamagedText_NeverThrows()
    {
        const string text = "{0: 'ship', 1: \"p\\u0041\", 2: 'x\\x41'}";
        for (var i = 0; i < text.Length; i++)
        {
            ClassNames.Parse(text[..i]);
            ClassNames.Parse(text.Remove(i, 1));
        }
    }

    private static ModelKind Kind((string, int[])[] outputs) => ModelCards.Resolve(Signatures.Of(outputs, metadata: Metadata(Two, "")), null, "m.card.json").Kind;

    private static (string, string)[] Metadata(string names, string task) =>
        [.. new[] { ("names", names), ("task", task) }.Where(pair => pair.Item2.Length > 0)];
}
