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

        var wait = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "GeoJSON", Exact = true }).ClickAsync();
        var file = await (await wait).PathAsync();
        Assert.Equal(expected.Bytes, await File.ReadAllBytesAsync(file!));
        await FilterAsync(page, expected.Features);
        await LookAtBestAsync(page, expected.Features);
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
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(string.Create(CultureInfo.InvariantCulture, $"score={least:0.##}&classes={name}$")));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".filter-head strong")).ToHaveTextAsync(Text(left));
    }

    // The list names what the map has drawn; a click shows the details that the result holds.
    private static async Task LookAtBestAsync(IPage page, List<(string Id, string Class, double Score)> features)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all", Exact = true }).ClickAsync();
        await page.GetByText("List the best in view").ClickAsync();
        await GoCloserAsync(page);
        await page.Locator(".found").First.ClickAsync();

        var details = page.GetByRole(AriaRole.Region, new() { Name = "Details" });
        await details.Locator("code").WaitForAsync();
        var id = await details.Locator("code").TextContentAsync();
        var shown = features.Single(f => f.Id == id);
        await Assertions.Expect(details.Locator("h3")).ToHaveTextAsync(shown.Class);
        Assert.Contains(shown.Score.ToString("0.000", CultureInfo.InvariantCulture), await details.TextContentAsync(), StringComparison.Ordinal);
    }

    // From afar objects that lie close together are one circle with a count, and the list says so.
    private static async Task GoCloserAsync(IPage page)
    {
        var listed = page.Locator(".found").Or(page.GetByText("None by itself at this zoom: go closer.")).First;
        for (var step = 0; step < 6; step++)
        {
            await listed.WaitForAsync();
            if (await page.Locator(".found").CountAsync() > 0)
            {
                return;
            }

            await page.GetByTitle("Closer").ClickAsync();
        }
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
