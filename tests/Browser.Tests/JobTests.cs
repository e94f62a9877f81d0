namespace RedKube.Browser.Tests;

/// <summary>What is done with jobs.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class JobTests(Board board) : BrowserTest(board)
{
    [SkippableFact]
    public async Task Cancel_RunningJob_EndsAndCanBeDeleted()
    {
        var page = await OpenAsync();
        await SubmitVastAsync("cancelled.tif");
        await page.GotoAsync("/");
        var row = Row(page, "cancelled.tif");
        await SeeProgressAsync(page, row.GetByRole(AriaRole.Progressbar));
        await row.GetByRole(AriaRole.Button, new() { Name = "Cancel cancelled.tif" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();

        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("Cancelled");
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete cancelled.tif" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Pause_RunningJob_WaitsUntilItIsResumed()
    {
        var page = await OpenAsync();
        var job = await SubmitVastAsync("paused.tif");
        await page.GotoAsync("/");
        var row = Row(page, "paused.tif");
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("Running");
        await row.GetByRole(AriaRole.Button, new() { Name = "Pause paused.tif" }).ClickAsync();
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("Paused");
        await row.GetByRole(AriaRole.Button, new() { Name = "Resume paused.tif" }).ClickAsync();

        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("Running");
        await Board.CancelAsync(job);
    }

    [SkippableFact]
    public async Task SendAgain_DeadLetter_CompletesTheJob()
    {
        var page = await OpenAsync();
        var scene = Scenes.Write(Path.Combine(Board.Server.Inputs, "broken.tif"), 1400);
        var mend = Scenes.Spoil(scene);
        await Board.SubmitAsync(scene, regionSize: 600);
        await page.GotoAsync("/cluster");
        var letter = page.Locator(".letters li").Filter(new() { HasText = "broken.tif" }).First;
        await Assertions.Expect(letter).ToContainTextAsync("RK2007");
        await letter.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Badge(page)).ToHaveTextAsync("Done in part");
        await Assertions.Expect(page.Locator(".failed li").First).ToContainTextAsync("RK2007");
        var found = page.Locator(".filter-head strong");
        await Assertions.Expect(found).Not.ToHaveTextAsync("…");
        var before = await found.TextContentAsync();

        mend();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send all again" }).ClickAsync();
        await Assertions.Expect(Badge(page)).ToHaveTextAsync("Done");
        await Assertions.Expect(page.Locator(".failed")).ToHaveCountAsync(0);
        await Assertions.Expect(found).Not.ToHaveTextAsync(before!);
    }

    [SkippableFact]
    public async Task Filter_OfTheList_ShowsWhatMatches()
    {
        var page = await OpenAsync();
        await SubmitAsync("one.tif", 600);
        await SubmitAsync("two.tif", 600);
        await page.GotoAsync("/");
        await Assertions.Expect(Row(page, "one.tif")).ToHaveCountAsync(1);
        await page.GetByLabel("Find by image or model").FillAsync("two");

        await Assertions.Expect(Row(page, "one.tif")).ToHaveCountAsync(0);
        await Assertions.Expect(Row(page, "two.tif")).ToHaveCountAsync(1);
    }

    // What the server sent ahead cannot be worked before the page is connected: a click would be lost.
    [SkippableFact]
    public async Task Buttons_BeforeThePageIsConnected_CannotBePressed()
    {
        var page = await OpenAsync();
        var connects = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/blazor.web*", async route =>
        {
            await connects.Task;
            await route.ContinueAsync();
        });
        await SubmitAsync("early.tif", 600);
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        var button = Row(page, "early.tif").GetByRole(AriaRole.Button).First;
        await Assertions.Expect(button).ToBeDisabledAsync();
        connects.SetResult();

        await Assertions.Expect(button).ToBeEnabledAsync();
    }

    private static async Task SeeProgressAsync(IPage page, ILocator bar)
    {
        var first = await bar.EvaluateAsync<double>("bar => bar.value");
        await page.WaitForFunctionAsync("([bar, first]) => bar.value > first", new object[] { await bar.ElementHandleAsync(), first });
    }

    private Task<string> SubmitVastAsync(string name) => Board.SubmitAsync(Scenes.WriteVast(Path.Combine(Board.Server.Inputs, name)), regionSize: 2048);
}
