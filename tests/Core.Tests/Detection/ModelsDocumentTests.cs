using RedKube.Core.Detections;

namespace RedKube.Core.Tests.Detections;

public sealed class ModelsDocumentTests
{
    [Fact]
    public void Document_Card_IsValidAndEveryKindIsThere()
    {
        var text = File.ReadAllText(Path.Combine(ModelCardJsonTests.Root(), "docs", "models.md"));
        var start = text.IndexOf("```json", StringComparison.Ordinal) + 7;
        var json = text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
        var card = ModelCardJson.Read(json, Signatures.Of([("output0", [1, 7, 8400])]), "models.md");
        Assert.Equal(["ship", "aircraft", "storage tank"], card.Names);
        Assert.All(ModelKinds.All, kind => Assert.Contains($"| `{kind}`", text, StringComparison.Ordinal));
    }
}
