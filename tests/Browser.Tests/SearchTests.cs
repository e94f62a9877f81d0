using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace RedKube.Browser.Tests;

/// <summary>From the upload to the file: what a user does first.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class SearchTests(Board board) : BrowserTest(board)
{
    [SkippableFact]
    public async Task Search_UploadedScene_ShowsAndGivesWhatDetectWrites()
    {
        var page = await OpenAsync();
        var scene = Scenes.Write(Path.Combine(Folder, "harbour.tif"), 1200);
        await page.GotoAsync("/jobs/new");
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(scene);
        await page.GetByText("Expected time").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the job" }).ClickAsync();

        await page.WaitForURLAsync("**/jobs/*");
        await Assertions.Expect(Badge(page)).ToHaveTextAsync("Done");
        var expected = await DetectAsync(scene);
        Assert.NotEmpty(expected.Features);
        await Assertions.Expect(page.Locator(".filter-head strong")).ToHaveTextAsync(Text(expected.Features.Count));

        Assert.Equal(expected.Bytes, await File.ReadAllBytesAsync(await DownloadAsync(page, "GeoJSON")));
        await DownloadAllAsync(page, expected.Features.Count);
        await FilterAsync(page, expected.Features);
        await LookAtBestAsync(page, expected.Features);
        await ShareAsync(page);
    }

    private static async Task<string> DownloadAsync(IPage page, string format)
    {
        var wait = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = format, Exact = true }).ClickAsync();
        return await (await wait).PathAsync();
    }

    // GDAL finds in each what was found.
    private static async Task DownloadAllAsync(IPage page, int count)
    {
        foreach (var (format, ending) in new[] { ("GeoJSON lines", "geojsonl"), ("GeoPackage", "gpkg"), ("FlatGeobuf", "fgb"), ("CSV", "csv") })
        {
            // By its ending alone GDAL knows some of them.
            var file = await DownloadAsync(page, format);
            File.Move(file, Path.ChangeExtension(file, ending));
            using var opened = OSGeo.OGR.Ogr.Open(Path.ChangeExtension(file, ending), 0);
            using var layer = opened.GetLayerByIndex(0);
            Assert.Equal(count, layer.GetFeatureCount(1));
        }
    }

    // The slider, at the median score of the most frequent class, and the class list change what is counted; the address tells it to whom it is sent.
    private static async Task FilterAsync(IPage page, List<(string Id, string Class, double Score)> features)
    {
        var most = features.GroupBy(static f => f.Class).MaxBy(static g => g.Count())!;
        var name = most.Key;
        var least = Math.Floor(most.Select(static f => f.Score).Order().ElementAt(most.Count() / 2) * 100) / 100;
        var left = features.Count(f => f.Score >= (float)least && f.Class == name);
        Assert.InRange(left, 1, features.Count - 1);
        await page.GetByLabel("Score at least").FillAsync(Math.Round(least * 100).ToString(CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show only " + name }).ClickAsync();

        await Assertions.Expect(page.Locator(".filter-head strong")).ToHaveTextAsync(Text(left));
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(string.Create(CultureInfo.InvariantCulture, $"score={least:0.##}&class={name}$")));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".filter-head strong")).ToHaveTextAsync(Text(left));
    }

    // The list names what the map has drawn; a click shows the details that the result holds.
    private static async Task LookAtBestAsync(IPage page, List<(string Id, string Class, double Score)> features)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all", Exact = true }).ClickAsync();
        await BestInView.ChooseFirstAsync(page);

        var details = page.GetByRole(AriaRole.Region, new() { Name = "Details" });
        var id = await details.Locator("code").TextContentAsync();
        var shown = features.Single(f => f.Id == id);
        await Assertions.Expect(details.Locator("h3")).ToHaveTextAsync(shown.Class);
        Assert.Contains(shown.Score.ToString("0.000", CultureInfo.InvariantCulture), await details.TextContentAsync(), StringComparison.Ordinal);
    }

    // Who follows the link sees the same place, the same filter and the same detection.
    private async Task ShareAsync(IPage page)
    {
        var id = await page.Locator(".details code").TextContentAsync();
        await page.GetByLabel("Score at least").FillAsync("30");
        await page.Locator("[data-drawn]").First.WaitForAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("score=0.3&.*detection="));
        var other = await OpenAsync();
        await other.GotoAsync(page.Url);

        await Assertions.Expect(other.Locator(".details code")).ToHaveTextAsync(id!);

        // Only now: the count follows the filter a moment later than the address does.
        var total = await page.Locator(".filter-head strong").TextContentAsync();
        await Assertions.Expect(other.Locator(".filter-head strong")).ToHaveTextAsync(total!);
        await other.Locator("[data-drawn]").First.WaitForAsync();
        Assert.Equal(page.Url, other.Url);
    }

    private async Task<(byte[] Bytes, List<(string Id, string Class, double Score)> Features)> DetectAsync(string scene)
    {
        var output = Path.Combine(Folder, "detections.geojson");
        string[] words = [Path.Combine(AppContext.BaseDirectory, "redkube.dll"), "detect", scene, "--model", Path.Combine(Places.Models, "harbour.onnx"), "--output", output, "--progress", "none"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
        var bytes = await File.ReadAllBytesAsync(output);
        using var document = JsonDocument.Parse(bytes);
        return (bytes, [.. document.RootElement.GetProperty("features").EnumerateArray().Select(static f => (
            f.GetProperty("id").GetString()!, f.GetProperty("properties").GetProperty("class").GetString()!, f.GetProperty("properties").GetProperty("score").GetDouble()))]);
    }

    private static string Text(int count) => count.ToString("N0", new NumberFormatInfo { NumberGroupSeparator = "\u202f" });
}
