namespace RedKube.Browser.Tests;

/// <summary>Makes the pictures of docs/images/dashboard (eng/screenshots.sh). They are looked at by people, not compared.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
[Trait("Category", "Long")]
public sealed class ScreenshotTests(Board board) : BrowserTest(board)
{
    private const int MostBytes = 100_000;
    private const int RunningSide = 26_624;
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("REDKUBE_SCREENSHOTS");

    // More widths than the documentation shows, for those who look after the pages.
    private static readonly string Widths = Environment.GetEnvironmentVariable("REDKUBE_SCREENSHOT_WIDTHS") is { Length: > 0 } widths ? widths : "1280";

    [SkippableFact]
    public async Task Pages_InBothThemes_AreDrawn()
    {
        var folder = Wanted is { Length: > 0 } ? Wanted : Folder;
        await using var exhibits = await Exhibits.PrepareAsync(Board, 3072, path => Scenes.Write(path, RunningSide));
        foreach (var width in Widths.Split(',').Select(int.Parse))
        {
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                var page = await OpenAsync(options =>
                {
                    options.ColorScheme = theme;
                    options.ViewportSize = new ViewportSize { Width = width, Height = 900 };
                    options.ReducedMotion = ReducedMotion.Reduce;
                });
                foreach (var (name, go) in new Visits(page, exhibits).All)
                {
                    await go();
                    var suffix = width == 1280 ? "" : $"-{width}";
                    await DrawAsync(page, Path.Combine(folder, $"{name}-{theme.ToString().ToLowerInvariant()}{suffix}.webp"));
                }

                await page.CloseAsync();
            }
        }

        Assert.All(Directory.GetFiles(folder, "*.webp"), static file => Assert.InRange(new FileInfo(file).Length, 5_000, MostBytes));
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
