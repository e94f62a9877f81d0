using System.Text.Json.Nodes;

namespace RedKube.Browser.Tests;

/// <summary>What is done with jobs.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class JobTests(Board board)
{
    [SkippableFact]
    public async Task Cancel_RunningJob_EndsAndCanBeDeleted()
    {
        var page = await board.OpenAsync();
        board.App.Images.Hold("cancelled.tif");
        await SubmitAsync("cancelled.tif", 1200);
        await page.GotoAsync("/");
        var row = page.Locator(".job").Filter(new() { HasText = "cancelled.tif" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Cancel cancelled.tif" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();

        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("Cancelled");
        board.App.Images.LetGo();
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete cancelled.tif" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Pause_RunningJob_WaitsUntilItIsResumed()
    {
        var page = await board.OpenAsync();
        board.App.Images.Hold("paused.tif");
        await SubmitAsync("paused.tif", 1200);
        await page.GotoAsync("/");
        var row = page.Locator(".job").Filter(new() { HasText = "paused.tif" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Pause paused.tif" }).ClickAsync();
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("Paused");
        board.App.Images.LetGo();
        await row.GetByRole(AriaRole.Button, new() { Name = "Resume paused.tif" }).ClickAsync();

        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("Done");
    }

    [SkippableFact]
    public async Task SendAgain_DeadLetter_CompletesTheJob()
    {
        var page = await board.OpenAsync();
        board.App.Images.Broken = "broken.tif";
        await SubmitAsync("broken.tif", 1400);
        await page.GotoAsync("/cluster");
        var letter = page.Locator(".letters li").Filter(new() { HasText = "broken.tif" }).First;
        await Assertions.Expect(letter).ToContainTextAsync("RK2007");
        await letter.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator(".status-head .badge")).ToHaveTextAsync("Done in part");
        await Assertions.Expect(page.Locator(".failed li").First).ToContainTextAsync("RK2007");

        board.App.Images.Broken = null;
        await page.GetByRole(AriaRole.Button, new() { Name = "Send all again" }).ClickAsync();
        await Assertions.Expect(page.Locator(".status-head .badge")).ToHaveTextAsync("Done");
        await Assertions.Expect(page.Locator(".failed")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Filter_OfTheList_ShowsWhatMatches()
    {
        var page = await board.OpenAsync();
        await SubmitAsync("one.tif", 600);
        await SubmitAsync("two.tif", 600);
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator(".job").Filter(new() { HasText = "one.tif" })).ToHaveCountAsync(1);
        await page.GetByLabel("Find by image or model").FillAsync("two");

        await Assertions.Expect(page.Locator(".job").Filter(new() { HasText = "one.tif" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".job").Filter(new() { HasText = "two.tif" })).ToHaveCountAsync(1);
    }

    private async Task SubmitAsync(string name, int side)
    {
        await board.SubmitAsync(Scenes.Write(Path.Combine(board.App.Inputs, name), side), new JsonObject { ["regionSize"] = 600 });
    }
}
