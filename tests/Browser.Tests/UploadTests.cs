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
        var offsets = await CutAsync(page, static number => number == 2);
        await OpenFormAsync(page);
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);

        await page.GetByText("Expected time").WaitForAsync();
        AssertNeverFromTheStart(offsets);
        AssertSameBytes(scene, "cut.tif");
    }

    [SkippableFact]
    public async Task Upload_PageLeftInTheMiddle_GoesOnWhenTheFileIsChosenAgain()
    {
        var page = await board.OpenAsync();
        var scene = Scenes.Write(Path.Combine(folder.FullName, "left.tif"), 700, RasterCompression.None);
        var isAway = true;
        var offsets = await CutAsync(page, number => isAway && number > 1);
        await OpenFormAsync(page);
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);
        await page.GetByText("connection lost, trying again").WaitForAsync();
        await OpenFormAsync(page);
        isAway = false;
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);

        await page.GetByText("Expected time").WaitForAsync();
        AssertNeverFromTheStart(offsets);
        AssertSameBytes(scene, "left.tif");
    }

    // With parts of 256 KiB a small file has several.
    private static async Task OpenFormAsync(IPage page)
    {
        await page.GotoAsync("/jobs/new");
        await page.Locator("rk-new-job").EvaluateAsync("form => form.setAttribute('part-bytes', 262144)");
    }

    // Parts that are sent, by where they begin; those that the test cuts do not arrive.
    private static async Task<List<long>> CutAsync(IPage page, Func<int, bool> isCut)
    {
        var offsets = new List<long>();
        var number = 0;
        await page.RouteAsync("**/api/v1/uploads/*", async route =>
        {
            if (route.Request.Method != "PATCH")
            {
                await route.ContinueAsync();
                return;
            }

            offsets.Add(long.Parse(route.Request.Headers["upload-offset"], System.Globalization.CultureInfo.InvariantCulture));
            if (isCut(++number))
            {
                await route.AbortAsync("connectionreset");
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        return offsets;
    }

    private static void AssertNeverFromTheStart(List<long> offsets)
    {
        Assert.True(offsets.Count > 2, $"only {offsets.Count} parts were sent");
        Assert.Equal(0, offsets[0]);
        Assert.All(offsets.Skip(1), static offset => Assert.NotEqual(0, offset));
    }

    private void AssertSameBytes(string scene, string name)
    {
        var stored = Directory.EnumerateFiles(Path.Combine(board.App.Data, "uploads"), "*", SearchOption.AllDirectories)
            .Where(f => new FileInfo(f).Length == new FileInfo(scene).Length);
        Assert.True(stored.Any(f => File.ReadAllBytes(f).AsSpan().SequenceEqual(File.ReadAllBytes(scene))), $"no upload has the bytes of {name}");
    }
}
