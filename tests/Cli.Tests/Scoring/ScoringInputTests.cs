using RedKube.Cli.Scoring;
using RedKube.Core.Errors;
using RedKube.Core.Scoring;

namespace RedKube.Cli.Tests.Scoring;

public sealed class ScoringInputTests : IDisposable
{
    private const string Square = """{"type":"Polygon","coordinates":[[[15,60],[15.001,60],[15.001,60.001],[15,60.001],[15,60]]]}""";
    private readonly string folder = Directory.CreateTempSubdirectory("redkube-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Read_PixelBoxesOnBothSides_ComparesPixels()
    {
        var (detections, truths) = ScoringInput.Read(
            Write("d.geojson", Feature("""{"class":"ship","class_index":0,"score":0.91,"pixel_box":[10,20,60.5,70],"pixel_polygon":[[10,20],[60.5,20],[60.5,70]]}""", Square)),
            Write("t.geojson", Feature("""{"class":"ship","pixel_box":[10,20,60.5,70],"difficult":true,"visibility":0.4}""", Square)));

        Assert.Equal(0.91f, detections[0].Score);
        Assert.Equal(new(10, 20, 60.5, 70), detections[0].Box);
        Assert.Equal(3, detections[0].Shape!.Corners.Count);
        Assert.False(detections[0].IsDifficult);
        Assert.True(truths[0].IsDifficult);
        Assert.Null(truths[0].Shape);
    }

    [Fact]
    public void Read_ForeignFile_ComparesInMetres()
    {
        var (detections, truths) = ScoringInput.Read(
            Write("d.geojson", Feature("""{"class":"ship","score":1,"pixel_box":[10,20,60,70]}""", Square)),
            Write("t.geojson", Feature("""{"label":"ship","difficult":0}""", Square)));

        Assert.Equal(111.32, truths[0].Box.Height, 0.01);
        Assert.Equal(111.32 / 2, truths[0].Box.Width, 0.01);
        Assert.Equal(1, Scorer.Score(detections, truths, 0.99).Overall.TruePositives);
    }

    [Theory]
    [InlineData("hello", "cannot be scored")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"pixel_box":[1,2,3,4]}}]}""", "class")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"class":"ship"}}]}""", "neither")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"class":"ship","pixel_box":[1,2]}}]}""", "2 numbers")]
    public void Read_Unusable_SaysWhatWasFound(string content, string words)
    {
        var path = Write("bad.geojson", content);

        var error = Assert.Throws<RedKubeException>(() => ScoringInput.Read(path, path));

        Assert.Equal(ErrorCode.ScoringInputUnreadable, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_SaysWhich()
    {
        var error = Assert.Throws<RedKubeException>(() => ScoringInput.Read(Path.Combine(folder, "none.geojson"), Path.Combine(folder, "none.geojson")));

        Assert.Contains("none.geojson", error.Message, StringComparison.Ordinal);
    }

    private static string Feature(string properties, string geometry) =>
        $$"""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{{geometry}},"properties":{{properties}}}]}""";

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
