using RedKube.Adapters.Onnx.Tests.Models;
using RedKube.Core.Detections;
using RedKube.Core.Errors;

namespace RedKube.Adapters.Onnx.Tests;

public sealed class BadModelsTests : IDisposable
{
    private readonly ModelFolder folder = new();
    private readonly OnnxDetectorFactory factory = new();

    [Fact]
    public void Inspect_NoFile_SaysSo() => Assert.Equal(ErrorCode.ModelNotFound, Code(() => factory.Inspect(Path.Combine(folder.Path, "none.onnx"))));

    [Theory]
    [InlineData("")]
    [InlineData("This is a text file, not a model.\n")]
    [InlineData("\u0050\u004b\u0003\u0004 a zip file")]
    public void Inspect_NoOnnx_SaysSo(string content) =>
        Assert.Equal(ErrorCode.ModelUnreadable, Code(() => factory.Inspect(folder.Write(System.Text.Encoding.Latin1.GetBytes(content)))));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void Inspect_Truncated_SaysSo(double share)
    {
        var whole = BrightModel.YoloV8(1, 64, 64);
        var error = Assert.Throws<RedKubeException>(() => factory.Inspect(folder.Write(whole[..(int)(whole.Length * share)])));
        Assert.Equal(ErrorCode.ModelUnreadable, error.Code);
        Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_ExternalDataMissing_NamesTheFile()
    {
        var error = Assert.Throws<RedKubeException>(() => factory.Inspect(folder.Write(WithExternalData())));
        Assert.Equal(ErrorCode.ModelUnreadable, error.Code);
        Assert.Contains("weights.bin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_ExternalDataAndCard_AreInTheHash()
    {
        var path = folder.Write(WithExternalData());
        var weights = Path.Combine(folder.Path, "weights.bin");
        File.WriteAllBytes(weights, new byte[400 * 4]);
        File.WriteAllText(ModelCardJson.PathBeside(path), """{"version": 1, "kind": "yolo-v8", "names": ["a"]}""");
        var first = factory.Inspect(path);
        File.WriteAllText(ModelCardJson.PathBeside(path), """{"version": 1, "kind": "yolo-v8", "names": ["b"]}""");
        var second = factory.Inspect(path);
        File.WriteAllBytes(weights, [1, .. new byte[(400 * 4) - 1]]);
        var third = factory.Inspect(path);
        Assert.Equal(3, new[] { first.Hash, second.Hash, third.Hash }.Distinct(StringComparer.Ordinal).Count());
        Assert.All(new[] { first, second, third }, model => Assert.Equal(64, model.Hash.Length));
    }

    [Fact]
    public void Inspect_UnknownOutputs_SaysWhatWasFoundAndWhatACardMustSay()
    {
        var builder = new OnnxBuilder();
        builder.Node("Relu", [builder.Input("x", OnnxBuilder.Float, 1, 3, 64, 64)], "features").Output("features", OnnxBuilder.Float, 1, 3, 64, 64);
        var error = Assert.Throws<RedKubeException>(() => factory.Inspect(folder.Write(builder.Build())));
        Assert.Equal(ErrorCode.ModelNotRecognised, error.Code);
        Assert.Contains("features float32[1, 3, 64, 64]", error.Message, StringComparison.Ordinal);
        Assert.Contains("model.card.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("yolo-v8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_TorchvisionWithoutNames_AsksForNames()
    {
        var error = Assert.Throws<RedKubeException>(() => factory.Inspect(folder.Write(BrightModel.Torchvision(64, masks: false, names: null))));
        Assert.Equal(ErrorCode.ModelNotRecognised, error.Code);
        Assert.Contains("boxes-labels-scores", error.Message, StringComparison.Ordinal);
        Assert.Contains("class names", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WrongNumberOfBands_SaysBoth()
    {
        var model = factory.Inspect(folder.Write(BrightModel.YoloV8(1, 64, 64)));
        var error = Assert.Throws<RedKubeException>(() => factory.Create(model, ModelFolder.Options(64, bands: 1)));
        Assert.Equal(ErrorCode.ModelBandsMismatch, error.Code);
        Assert.Contains("takes 3 bands; 1 are read", error.Message, StringComparison.Ordinal);
        Assert.Contains("--bands 1,1,1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_CardWithWrongNames_IsRefusedBeforeAJobStarts()
    {
        var path = folder.Write(BrightModel.YoloV8(1, 64, 64, names: null), """{"version": 1, "kind": "yolo-v8", "names": ["one", "two"]}""");
        var error = Assert.Throws<RedKubeException>(() => factory.Create(factory.Inspect(path), ModelFolder.Options(64)));
        Assert.Equal(ErrorCode.ModelNotRecognised, error.Code);
        Assert.Contains("[1, 7, 20]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ClassThatIsNotThere_IsRefused()
    {
        var model = factory.Inspect(folder.Write(BrightModel.YoloV8(1, 64, 64)));
        Assert.Equal(ErrorCode.ClassNotThere, Code(() => factory.Create(model, ModelFolder.Options(64) with { Classes = new HashSet<int> { 3 } })));
    }

    private static byte[] WithExternalData()
    {
        var builder = new OnnxBuilder();
        var x = builder.Input("x", OnnxBuilder.Float, 1, 3, 64, 64);
        var mean = builder.Node("ReduceMean", [x], ("keepdims", 1), ("axes", new long[] { 1, 2, 3 }));
        var row = builder.Node("Reshape", [mean, builder.Constant(new long[] { 1, 1, 1 }, 3)]);
        builder.Node("Mul", [row, builder.External("weights.bin", 1600, 1, 5, 80)], "output0").Output("output0", OnnxBuilder.Float, 1, 5, 80);
        return builder.Build();
    }

    private static ErrorCode Code(Action action) => Assert.Throws<RedKubeException>(action).Code;

    public void Dispose() => folder.Dispose();
}
