using System.Text.Json.Nodes;

namespace RedKube.Browser.Tests;

/// <summary>Makes the pictures of docs/images/dashboard (eng/screenshots.sh). They are looked at by people, not compared.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
[Trait("Category", "Long")]
public sealed class ScreenshotTests(Board board)
{
    private const int MostBytes = 100_000;
    private static readonly string? Folder = Environment.GetEnvironmentVariable("REDKUBE_SCREENSHOTS");

    [SkippableFact]
    public async Task Pages_InBothThemes_AreDrawn()
    {
        var folder = Folder is { Length: > 0 } ? Folder : Directory.CreateTempSubdirectory("redkube-pictures-").FullName;
        var images = await PrepareAsync();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await board.OpenAsync(options =>
            {
                options.ColorScheme = theme;
                options.ViewportSize = new ViewportSize { Width = 1280, Height = 900 };
                options.ReducedMotion = ReducedMotion.Reduce;
            });
            var name = theme.ToString().ToLowerInvariant();
            await DrawJobsAsync(page, images.Slow, Path.Combine(folder, $"jobs-{name}.webp"));
            await DrawJobAsync(page, images.Done, Path.Combine(folder, $"job-{name}.webp"));
            await DrawNewJobAsync(page, images.Scene, Path.Combine(folder, $"new-job-{name}.webp"));
            await DrawModelsAsync(page, Path.Combine(folder, $"models-{name}.webp"));
            await DrawClusterAsync(page, Path.Combine(folder, $"cluster-{name}.webp"));
            await page.Context.CloseAsync();
        }

        Assert.Equal(10, Directory.GetFiles(folder, "*.webp").Count(static file => new FileInfo(file).Length is > 5_000 and <= MostBytes));
        if (Folder is null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(string Scene, string Done, string Slow)> PrepareAsync()
    {
        Skip.IfNot(File.Exists(Places.Chromium), $"{Places.Chromium} is not installed");
        var scene = Scenes.Write(Path.Combine(board.App.Inputs, "rotterdam-harbour.tif"), 3072);
        var done = await board.SubmitAsync(scene, new JsonObject { ["regionSize"] = 768 });
        await board.WaitAsync(done, "done");
        var broken = Scenes.Write(Path.Combine(board.App.Inputs, "coast-strip-04.tif"), 1400);
        board.App.Images.Broken = Path.GetFileName(broken);
        await board.WaitAsync(await board.SubmitAsync(broken, new JsonObject { ["regionSize"] = 600 }), "partial");
        var slow = Scenes.Write(Path.Combine(board.App.Inputs, "delta-north.tif"), 4096);
        board.App.Images.Slow = Path.GetFileName(slow);
        return (scene, done, await board.SubmitAsync(slow, new JsonObject { ["regionSize"] = 600 }));
    }

    private static async Task DrawJobsAsync(IPage page, string running, string file)
    {
        await page.GotoAsync("/");
        await page.Locator($"a[href='/jobs/{running}']").WaitForAsync();
        await Assertions.Expect(page.Locator(".badge-active").First).ToHaveTextAsync("Running");
        await Assertions.Expect(page.Locator(".job-figures").First).ToContainTextAsync("left");
        await DrawAsync(page, file);
    }

    private static async Task DrawJobAsync(IPage page, string job, string file)
    {
        await page.GotoAsync("/jobs/" + job);
        await page.Locator("rk-job-map .map[data-drawn]").WaitForAsync();
        for (var i = 0; i < 2; i++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Closer" }).ClickAsync();
        }

        await page.GetByText("List the best in view").ClickAsync();
        await page.Locator(".found").First.ClickAsync();
        await page.Locator(".details code").WaitForAsync();
        await page.GetByText("List the best in view").ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator("rk-job-map .map[data-drawn]").WaitForAsync();
        await DrawAsync(page, file);
    }

    private static async Task DrawNewJobAsync(IPage page, string scene, string file)
    {
        await page.GotoAsync("/jobs/new");
        await page.GetByLabel("Or a path or address").FillAsync(scene);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look", Exact = true }).ClickAsync();
        await page.GetByText("Expected time").WaitForAsync();
        await page.GetByLabel("Or a path or address").FillAsync("");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await DrawAsync(page, file);
    }

    private static async Task DrawModelsAsync(IPage page, string file)
    {
        await page.GotoAsync("/models");
        await page.Locator(".model").First.WaitForAsync();
        await DrawAsync(page, file);
    }

    private static async Task DrawClusterAsync(IPage page, string file)
    {
        await page.GotoAsync("/cluster");
        await page.Locator(".letters li").First.WaitForAsync();
        await page.Locator("tbody .badge-active").First.WaitForAsync();
        await DrawAsync(page, file);
    }

    // As WebP, in the best quality that fits.
    private static async Task DrawAsync(IPage page, string file)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        foreach (var quality in new[] { 90, 80, 70, 55, 40 })
        {
            var answer = await session.SendAsync("Page.captureScreenshot", new Dictionary<string, object> { ["format"] = "webp", ["quality"] = quality });
            var bytes = Convert.FromBase64String(answer!.Value.GetProperty("data").GetString()!);
            if (bytes.Length <= MostBytes)
            {
                await File.WriteAllBytesAsync(file, bytes);
                return;
            }
        }

        Assert.Fail($"{Path.GetFileName(file)} does not fit into {MostBytes} bytes.");
    }
}
