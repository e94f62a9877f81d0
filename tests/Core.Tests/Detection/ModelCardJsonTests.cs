using System.Text.Json;
using RedKube.Core.Detections;
using RedKube.Core.Errors;

namespace RedKube.Core.Tests.Detections;

public sealed class ModelCardJsonTests
{
    private static readonly ModelSignature Graph = Signatures.Of([("output0", [1, 6, 8400])], input: [1, 3, 640, 640]);

    [Fact]
    public void Write_EveryField_ComesBackTheSame()
    {
        var card = new ModelCard
        {
            Kind = ModelKind.YoloV8,
            Names = ["ship", "pilot's \"boat\""],
            Input = new ModelInput
            {
                Width = 640, Height = 640, ReverseBands = true, Scale = 0.5f, Mean = [0.1f, 0.2f, 0.3f], Std = [1, 2, 3], Pad = 7,
            },
            Bands = [3, 2, 1],
            Range = "0,4095",
            Confidence = 0.4f,
            NmsIou = 0.6f,
            GsdMetres = 0.3,
            Licence = "Apache-2.0",
            Source = "somewhere",
        };
        var text = ModelCardJson.Write(card);
        Assert.Equal(text, ModelCardJson.Write(ModelCardJson.Read(text, Graph, "a.card.json")));
        using var json = JsonDocument.Parse(text);
        Assert.Equal(ModelCardReader.Keys.Order(StringComparer.Ordinal), Members(json.RootElement).Order(StringComparer.Ordinal));
        Assert.Equal(ModelCardReader.InputKeys.Order(StringComparer.Ordinal), Members(json.RootElement.GetProperty("input")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"version": 1, "kinds": "yolo-v8"}""", "kinds is not known; allowed are version, kind,")]
    [InlineData("""{"version": 1, "input": {"widht": 1}}""", "input.widht is not known; allowed are width,")]
    [InlineData("""{"version": 1, "kind": "yolo-v9"}""", "expected one of yolo-v5,")]
    [InlineData("""{"version": 2}""", "version is 2; expected 1")]
    [InlineData("""{}""", "has no \"version\"")]
    [InlineData("""{"version": 1, "version": 1}""", "version is there twice")]
    [InlineData("""{"version": 1, "confidence": 2}""", "expected a number from 0 to 1")]
    [InlineData("""{"version": 1, "names": []}""", "expected a list with at least one item")]
    [InlineData("""{"version": 1, "names": [1]}""", "expected a string")]
    [InlineData("""{"version": 1, "range": "9,1"}""", "expected none, minmax, percentile or LO,HI")]
    [InlineData("""{"version": 1, "bands": [0]}""", "expected a whole number from 1")]
    [InlineData("""[1]""", "expected an object")]
    [InlineData("""{"version": 1""", "is no JSON")]
    [InlineData("""{"version": 1, "input": {"width": 320}}""", "input.width is 320; the graph's input is images float32[1, 3, 640, 640]")]
    [InlineData("""{"version": 1, "input": {"type": "uint8"}}""", "input.type is UInt8")]
    [InlineData("""{"version": 1, "names": ["a", "b"], "input": {"mean": [1, 2]}}""", "input.mean has 2 values; the model takes 3 bands")]
    public void Read_Invalid_SaysWhatAndWhatIsAllowed(string json, string part)
    {
        var error = Assert.Throws<RedKubeException>(() => ModelCardJson.Read(json, Graph, "a.card.json"));
        Assert.Equal(ErrorCode.ModelCardInvalid, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PartOfACard_LeavesTheRestToTheGraph()
    {
        var card = ModelCardJson.Read("""{"version": 1, "confidence": 0.5, "names": ["a", "b"]} // a note""", Graph, "a.card.json");
        Assert.Equal(ModelKind.YoloV8, card.Kind);
        Assert.Equal(640, card.Input.Width);
        Assert.Equal(0.5f, card.Confidence);
    }

    [Fact]
    public void Schema_KeysAndChoices_AreThoseOfTheCode()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "docs", "model-card.schema.json")));
        var properties = schema.RootElement.GetProperty("properties");
        var input = properties.GetProperty("input").GetProperty("properties");
        Assert.Equal(ModelCardReader.Keys, Members(properties));
        Assert.Equal(ModelCardReader.InputKeys, Members(input));
        Assert.Equal(ModelKinds.All, Choices(properties.GetProperty("kind")));
        Assert.Equal(ModelCardReader.Elements, Choices(input.GetProperty("type")));
        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());
        Assert.False(properties.GetProperty("input").GetProperty("additionalProperties").GetBoolean());
    }

    private static string[] Members(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static string[] Choices(JsonElement element) => [.. element.GetProperty("enum").EnumerateArray().Select(item => item.GetString()!)];

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
