namespace RedKube.Browser.Tests;

/// <summary>Pages that are full: jobs under way, detections on the map, regions that failed, a preview, a model's trial, dead letters.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class LivePageTests(Board board) : BrowserTest(board)
{
    [SkippableFact]
    public async Task Pages_FullAndInBothThemes_HaveNoSeriousFaultAndFitEveryScreen()
    {
        await using var exhibits = await Exhibits.PrepareAsync(Board, 1200, Scenes.WriteVast);
        var page = await OpenAsync();
        var faults = new List<string>();
        foreach (var (name, go) in new Visits(page, exhibits).All)
        {
            await page.SetViewportSizeAsync(1360, 900);
            await go();
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
                faults.AddRange((await Axe.SeriousAsync(page)).Select(fault => $"{name}, {theme}: {fault}"));
            }

            foreach (var width in new[] { 390, 1920 })
            {
                await page.SetViewportSizeAsync(width, 844);
                faults.AddRange((await TooWideAsync(page)).Select(fault => $"{name}, {width} px wide: {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    // What sticks out to the right of the page, unless a box of its own scrolls.
    private static async Task<string[]> TooWideAsync(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => {
          const width = document.documentElement.clientWidth
          if (document.documentElement.scrollWidth <= width) return []
          return [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > width + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 160))
        }
        """);
}
