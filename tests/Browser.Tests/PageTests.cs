
namespace RedKube.Browser.Tests;

/// <summary>Every page: readable for all, and by the rules that it sends along.</summary>
/// <param name="board">Server and browser.</param>
[Collection(BoardTests.Name)]
public sealed class PageTests(Board board) : BrowserTest(board)
{
    [SkippableTheory]
    [InlineData("/")]
    [InlineData("/jobs/new")]
    [InlineData("/models")]
    [InlineData("/cluster")]
    [InlineData("/sign-in")]
    [InlineData("/jobs/0123456789abcdef")]
    public async Task Page_InBothThemes_HasNoSeriousFault(string path)
    {
        var page = await OpenAsync();
        await page.GotoAsync(path);
        await page.Locator("h1, h2").First.WaitForAsync();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            var faults = await Axe.SeriousAsync(page);
            Assert.True(faults.Count == 0, $"{theme}: {string.Join(Environment.NewLine, faults)}");
        }
    }

    [SkippableTheory]
    [InlineData("/")]
    [InlineData("/jobs/new")]
    [InlineData("/models")]
    [InlineData("/cluster")]
    public async Task Page_UnderItsPolicy_LoadsWithoutFault(string path)
    {
        var page = await OpenAsync();
        var faults = new List<string>();
        page.Console += (_, message) => AddFault(faults, message);
        page.PageError += (_, fault) => faults.Add(fault);
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task Theme_Switched_StaysSo()
    {
        var page = await OpenAsync(static options => options.ColorScheme = ColorScheme.Light);
        await page.GotoAsync("/models");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await page.ReloadAsync();

        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
    }

    private static void AddFault(List<string> faults, IConsoleMessage message)
    {
        if (message.Type is "error")
        {
            faults.Add(message.Text);
        }
    }
}
