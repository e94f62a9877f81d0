using RedKube.Adapters.Gdal.Rasters;

namespace RedKube.Browser.Tests;

/// <summary>Uploads that are cut.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class UploadTests(Board board) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("redkube-upload-");

    public void Dispose() => folder.Delete(recursive: true);

    [SkippableFact]
    public async Task Upload_ConnectionCut_GoesOnByItself()
    {
        var page = await board.OpenAsync();
        var scene = Scenes.Write(Path.Combine(folder.FullName, "cut.tif"), 700, RasterCompression.None);
        board.App.Cuts.Begin(static number => number == 2);
        await OpenFormAsync(page);
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);

        await page.GetByText("Expected time").WaitForAsync();
        var offsets = board.App.Cuts.Offsets;
        Assert.Equal(0, offsets[0]);
        Assert.All(offsets.Skip(1), static offset => Assert.NotEqual(0, offset));
        AssertSameBytes(scene, "cut.tif");
    }

    [SkippableFact]
    public async Task Upload_PageLeftInTheMiddle_GoesOnWhenTheFileIsChosenAgain()
    {
        var page = await board.OpenAsync();
        var scene = Scenes.Write(Path.Combine(folder.FullName, "left.tif"), 700, RasterCompression.None);
        board.App.Cuts.Begin(static number => number > 1);
        await OpenFormAsync(page);
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);
        await page.GetByText("connection lost, trying again").WaitForAsync();
        await OpenFormAsync(page);
        board.App.Cuts.Begin(null);
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);

        await page.GetByText("Expected time").WaitForAsync();
        Assert.All(board.App.Cuts.Offsets, static offset => Assert.NotEqual(0, offset));
        AssertSameBytes(scene, "left.tif");
    }

    // With parts of 256 KiB a small file has several.
    private static async Task OpenFormAsync(IPage page)
    {
        await page.GotoAsync("/jobs/new");
        await page.Locator("rk-new-job").EvaluateAsync("form => form.setAttribute('part-bytes', 262144)");
    }

    private void AssertSameBytes(string scene, string name)
    {
        var stored = Directory.EnumerateFiles(Path.Combine(board.App.Data, "uploads"), "*", SearchOption.AllDirectories)
            .Where(f => new FileInfo(f).Length == new FileInfo(scene).Length);
        Assert.True(stored.Any(f => File.ReadAllBytes(f).AsSpan().SequenceEqual(File.ReadAllBytes(scene))), $"no upload has the bytes of {name}");
    }
}
