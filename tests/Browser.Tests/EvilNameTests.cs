using System.Text.Json.Nodes;

namespace RedKube.Browser.Tests;

/// <summary>Names that are markup: of files and of a model's classes. They are shown as they are, and nothing in them runs.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class EvilNameTests(Board board) : BrowserTest(board)
{
    private const string Image = "<img src=x onerror=\"window.evil=1\">.tif";
    private static readonly string[] Classes = ["<img src=x onerror=\"window.evil=2\">", "</script><script>window.evil=3</script>", "\" autofocus onfocus=\"window.evil=4\" x=\", 'a'"];

    [SkippableFact]
    public async Task Names_ThatAreMarkup_AreShownAsText()
    {
        var page = await OpenAsync();
        await AddModelAsync(page);
        await AssertTameAsync(page, Classes[0]);
        await page.GotoAsync("/jobs/new");
        await page.GetByLabel("evil").CheckAsync();
        await page.Locator("rk-new-job input[type=file]").SetInputFilesAsync(Scenes.Write(Path.Combine(Folder, Image), 900));
        await page.GetByText("Expected time").WaitForAsync();
        await AssertTameAsync(page, Image);

        await page.GetByRole(AriaRole.Button, new() { Name = "Start the job" }).ClickAsync();
        await page.WaitForURLAsync(static url => url.Contains("/jobs/", StringComparison.Ordinal) && !url.EndsWith("/new", StringComparison.Ordinal));
        await Assertions.Expect(Badge(page)).ToHaveTextAsync("Done");
        foreach (var name in Classes)
        {
            await AssertTameAsync(page, name);
        }

        await LookAtOneAsync(page);
        await FollowLinkAsync(page);
        await page.GotoAsync("/");
        await AssertTameAsync(page, Image);
    }

    private async Task AddModelAsync(IPage page)
    {
        var card = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Places.Models, "harbour.card.json")))!;
        card["names"] = new JsonArray([.. Classes.Select(static name => (JsonNode)name)]);
        var (model, beside) = (Path.Combine(Folder, "evil.onnx"), Path.Combine(Folder, "evil.card.json"));
        File.Copy(Path.Combine(Places.Models, "harbour.onnx"), model);
        await File.WriteAllTextAsync(beside, card.ToJsonString());
        await page.GotoAsync("/models");
        await page.Locator("rk-add-model input[type=file]").SetInputFilesAsync([model, beside]);
        await page.WaitForURLAsync("**/models?model=*");
    }

    // The details of a detection name its class.
    private static async Task LookAtOneAsync(IPage page)
    {
        await BestInView.ChooseFirstAsync(page);
        Assert.Contains(await page.Locator(".details h3").TextContentAsync(), Classes);
    }

    // A class goes into the address with the filter, whatever characters it has, and comes back from it.
    private static async Task FollowLinkAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show only " + Classes[2] }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("class="));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = Classes[2], Exact = true })).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = Classes[0], Exact = true })).Not.ToBeCheckedAsync();
        await AssertTameAsync(page, Classes[2]);
    }

    private static async Task AssertTameAsync(IPage page, string name)
    {
        await page.GetByText(name, new() { Exact = true }).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.False(await page.EvaluateAsync<bool>("'evil' in window"));
        Assert.Equal(0, await page.Locator("[onerror], [onfocus], img[src='x']").CountAsync());
    }
}
