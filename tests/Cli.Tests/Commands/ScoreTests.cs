using System.Text.Json;

namespace RedKube.Cli.Tests.Commands;

public sealed class ScoreTests : IDisposable
{
    private readonly RecordingConsole console = new();
    private readonly TempFolder folder = new();

    public ScoreTests()
    {
        folder.Write("truth.geojson", Collection(Feature("ship", 0, 0), Feature("ship", 50, 0), Feature("tank", 100, 0), Feature("tank", 200, 0, ",\"difficult\":true")));
        folder.Write("found.geojson", Collection(Feature("ship", 1, 0, ",\"score\":0.9"), Feature("tank", 50, 0, ",\"score\":0.8"), Feature("tank", 200, 0, ",\"score\":0.7")));
    }

    public void Dispose()
    {
        console.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Run_Json_HasOverallAndEachClass()
    {
        Assert.Equal(0, await console.RunAsync("score", folder["found.geojson"], folder["truth.geojson"], "--json"));

        using var json = JsonDocument.Parse(console.Output);
        var overall = json.RootElement.GetProperty("overall");
        Assert.Equal(0.5, overall.GetProperty("precision").GetDouble());
        Assert.Equal(1.0 / 3, overall.GetProperty("recall").GetDouble(), 6);
        Assert.Equal(0.4, overall.GetProperty("f1").GetDouble(), 6);
        Assert.Equal(JsonValueKind.Number, overall.GetProperty("ap").ValueKind);
        Assert.Equal(1, json.RootElement.GetProperty("classes").GetProperty("ship").GetProperty("precision").GetDouble());
    }

    [Fact]
    public async Task Run_Text_IsATable()
    {
        Assert.Equal(0, await console.RunAsync("score", folder["found.geojson"], folder["truth.geojson"]));

        Assert.Matches(@"overall\s+0\.500\s+0\.333\s+0\.400", console.Output);
        Assert.Empty(console.Error);
    }

    [Fact]
    public async Task Run_HigherOverlap_IsStricter()
    {
        Assert.Equal(0, await console.RunAsync("score", folder["found.geojson"], folder["truth.geojson"], "--iou", "0.95", "--json"));

        using var json = JsonDocument.Parse(console.Output);
        Assert.Equal(0, json.RootElement.GetProperty("overall").GetProperty("true_positives").GetInt32());
    }

    [Fact]
    public async Task Run_OneFile_Exits2()
    {
        Assert.Equal(2, await console.RunAsync("score", folder["found.geojson"]));

        Assert.Contains("expected two", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TextFile_Exits3()
    {
        Assert.Equal(3, await console.RunAsync("score", folder.Write("x.txt", "no json"), folder["truth.geojson"]));

        Assert.Contains("x.txt cannot be scored", console.Error, StringComparison.Ordinal);
    }

    private static string Collection(params string[] features) => $"{{\"type\":\"FeatureCollection\",\"features\":[{string.Join(",", features)}]}}";

    private static string Feature(string name, int x, int y, string more = "") =>
        $"{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{\"class\":\"{name}\",\"pixel_box\":[{x},{y},{x + 20},{y + 20}]{more}}}}}";
}
