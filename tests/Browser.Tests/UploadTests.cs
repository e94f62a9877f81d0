using System.Collections.Concurrent;
using System.Globalization;
using RedKube.Adapters.Gdal.Rasters;

namespace RedKube.Browser.Tests;

/// <summary>Uploads over a bad line.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class UploadTests(Board board) : BrowserTest(board)
{
    private const int PartBytes = 262_144;
    private const int InTheSecondPart = 400_000;
    private readonly ConcurrentQueue<long> offsets = [];

    [SkippableFact]
    public async Task Upload_ConnectionCut_GoesOnByItself()
    {
        await using var line = Line();
        var page = await OpenFormAsync(await OpenAsync(options => options.BaseURL = line.Address));
        var scene = Write("cut.tif");
        line.CutAfter(InTheSecondPart, forGood: false);
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);

        await page.GetByText("Expected time").WaitForAsync();
        Assert.Equal(1, line.Cuts);
        Assert.Single(offsets, static offset => offset == 0);
        AssertIsStored(scene);
    }

    [SkippableFact]
    public async Task Upload_PageLeftInTheMiddle_GoesOnWhenTheFileIsChosenAgain()
    {
        await using var line = Line();
        var page = await OpenFormAsync(await OpenAsync(options => options.BaseURL = line.Address));
        var scene = Write("left.tif");
        line.CutAfter(InTheSecondPart, forGood: true);
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);
        await page.GetByText("connection lost, trying again").WaitForAsync();
        await page.CloseAsync();

        line.Mend();
        offsets.Clear();
        page = await OpenFormAsync(await page.Context.NewPageAsync());
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);
        await page.GetByText("Expected time").WaitForAsync();
        Assert.NotEmpty(offsets);
        Assert.DoesNotContain(0, offsets);
        AssertIsStored(scene);
    }

    private LossyLine Line()
    {
        Skip.IfNot(Board.IsThere, $"{Places.Chromium} is not installed");
        return new LossyLine(Board.Server.Address);
    }

    // Without compression the file has several parts of a size that suits a test.
    private string Write(string name) => Scenes.Write(Path.Combine(Folder, name), 700, RasterCompression.None);

    private async Task<IPage> OpenFormAsync(IPage page)
    {
        page.Request += (_, request) =>
        {
            if (request.Method == "PATCH")
            {
                offsets.Enqueue(long.Parse(request.Headers["upload-offset"], CultureInfo.InvariantCulture));
            }
        };
        await page.GotoAsync("/jobs/new");
        await page.Locator("rk-new-job").EvaluateAsync("(form, size) => form.setAttribute('part-bytes', size)", PartBytes);
        return page;
    }

    private void AssertIsStored(string scene)
    {
        var bytes = File.ReadAllBytes(scene);
        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(Board.Server.Data, "uploads"), "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).Length == bytes.Length),
            f => File.ReadAllBytes(f).AsSpan().SequenceEqual(bytes));
    }
}
