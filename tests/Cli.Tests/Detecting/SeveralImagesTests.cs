namespace RedKube.Cli.Tests.Detecting;

/// <summary>Several images and folders in one command.</summary>
public sealed class SeveralImagesTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Detect_Folder_TakesItsImagesAndNamesAFileForEach()
    {
        place.Write("images/readme.txt", "Not an image.");
        place.Write("images/below/readme.txt", "Not looked at.");
        TestImages.Make(place["images/a.tif"], 300, 300);
        TestImages.Make(place["images/b.tif"], 300, 300);

        var result = await Run(place["images"], "--output", place["results"], "--format", "csv", "--report", place["reports"]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(["a.csv", "b.csv"], Names("results", "*.csv"), StringComparer.Ordinal);
        Assert.Equal(["a.json", "b.json"], Names("reports", "*.json"), StringComparer.Ordinal);
        Assert.Contains("2 of 2 images done", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_OneOfSeveralFails_DoesTheOthersAndExits3()
    {
        place.Write("text.tif", "This is no image.");

        var result = await Run(place["text.tif"], place["image.tif"], "--output", place["results"]);

        Assert.True(result.ExitCode == 3, result.Error);
        Assert.Contains("RK2002", result.Error, StringComparison.Ordinal);
        Assert.Equal(["image.geojson"], Names("results", "*.geojson"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Detect_SeveralIntoOneFile_Exits2()
    {
        var result = await Run(place["image.tif"], place["model.onnx"], "--output", place["out.geojson"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("folder", result.Error, StringComparison.Ordinal);
    }

    private Task<ChildResult> Run(params string[] args) => Workplace.DetectAsync(["--model", place["model.onnx"], "--confidence", "0.01", .. args]);

    private string[] Names(string folder, string pattern) =>
        [.. Directory.GetFiles(place[folder], pattern).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
