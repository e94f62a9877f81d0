namespace RedKube.Browser.Tests;

/// <summary>The way from an image to its detections without a mouse.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class KeyboardTests(Board board) : BrowserTest(board)
{
    private const int MostSteps = 60;

    [SkippableFact]
    public async Task Search_ByKeyboardAlone_ReachesTheResult()
    {
        var page = await OpenAsync();
        var scene = Scenes.Write(Path.Combine(Board.Server.Inputs, "keys.tif"), 600);
        await page.GotoAsync("/");

        // Until the page is connected, a link that is followed may be what the connecting page replaces.
        await Assertions.Expect(page.Locator("main button").First).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await TabToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "New job" }));
        await EnterAsync(page, "**/jobs/new");
        var address = page.GetByLabel("Or a path or address");
        await Assertions.Expect(address).ToBeVisibleAsync();
        await TabToAsync(page, address);
        await page.Keyboard.TypeAsync(scene);
        await page.Keyboard.PressAsync("Enter");
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Start the job" });
        await Assertions.Expect(start).ToBeEnabledAsync();
        await TabToAsync(page, start);
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync(static url => url.Contains("/jobs/", StringComparison.Ordinal) && !url.EndsWith("/new", StringComparison.Ordinal));
        await Assertions.Expect(Badge(page)).ToHaveTextAsync("Done");
        await FilterAsync(page);
        await MoveMapAsync(page);
        await TabToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "GeoJSON", Exact = true }));
        var download = page.WaitForDownloadAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("keys.geojson", (await download).SuggestedFilename);
    }

    // On a machine that is busy with other tests, the browser has been seen to take Enter on a link for nothing; a person presses it again.
    private static async Task EnterAsync(IPage page, string leadsTo)
    {
        for (var attempt = 1; ; attempt++)
        {
            await page.Keyboard.PressAsync("Enter");
            try
            {
                await page.WaitForURLAsync(leadsTo, new() { WaitUntil = WaitUntilState.Commit, Timeout = 15_000 });
                return;
            }
            catch (TimeoutException) when (attempt < 3)
            {
                // Once more.
            }
        }
    }

    private static async Task FilterAsync(IPage page)
    {
        await TabToAsync(page, page.GetByLabel("Score at least"));
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Locator(".filter-head strong")).ToHaveTextAsync("0");
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.Locator(".filter-head strong")).Not.ToHaveTextAsync("0");
    }

    private static async Task MoveMapAsync(IPage page)
    {
        var map = page.Locator("rk-job-map .map");
        await TabToAsync(page, map, "Shift+Tab");
        await page.Keyboard.PressAsync("+");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?&]r="));
    }

    private static async Task TabToAsync(IPage page, ILocator target, string key = "Tab")
    {
        for (var i = 0; i < MostSteps; i++)
        {
            await page.Keyboard.PressAsync(key);
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"{target} is not reached with {key}.");
    }
}
