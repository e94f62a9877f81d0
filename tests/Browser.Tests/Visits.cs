namespace RedKube.Browser.Tests;

/// <summary>Goes to each page and waits until it shows what a user comes for.</summary>
/// <param name="page">The window.</param>
/// <param name="exhibits">The jobs that are shown.</param>
internal sealed class Visits(IPage page, Exhibits exhibits)
{
    /// <summary>All of them by name, in the order of the documentation.</summary>
    public IReadOnlyList<(string Name, Func<Task> Go)> All =>
    [
        ("jobs", JobsAsync), ("job", JobAsync), ("job-failed", FailedJobAsync), ("new-job", NewJobAsync), ("models", ModelsAsync), ("cluster", ClusterAsync),
    ];

    private async Task JobsAsync()
    {
        await exhibits.RunAsync();
        await page.GotoAsync("/");
        var running = page.Locator(".job").Filter(new() { Has = page.Locator($"a[href='/jobs/{exhibits.Running}']") });
        await Assertions.Expect(running.Locator(".badge")).ToHaveTextAsync("Running");
        await Assertions.Expect(running.Locator(".job-figures")).ToContainTextAsync("left");
        await Assertions.Expect(running.GetByRole(AriaRole.Button).First).ToBeEnabledAsync();
    }

    private async Task JobAsync()
    {
        await page.GotoAsync("/jobs/" + exhibits.Done);
        await IsDrawnAsync();
        await BestInView.ChooseFirstAsync(page);
        await page.GetByText("List the best in view").ClickAsync();
        await IsDrawnAsync();
        await page.EvaluateAsync("scrollTo(0, 0)");
    }

    private async Task FailedJobAsync()
    {
        await page.GotoAsync("/jobs/" + exhibits.Partial);
        await Assertions.Expect(page.Locator(".failed li").First).ToContainTextAsync("RK2007");
        await page.GetByRole(AriaRole.Button, new() { Name = "Regions" }).ClickAsync();
        await IsDrawnAsync();
    }

    private async Task NewJobAsync()
    {
        await page.GotoAsync("/jobs/new");
        await page.GetByLabel("Or a path or address").FillAsync(exhibits.Scene);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look", Exact = true }).ClickAsync();
        await page.GetByText("Expected time").WaitForAsync();

        // The folders of the tests are of no use to readers of the documentation.
        await page.GetByLabel("Or a path or address").FillAsync("");
        await IsDrawnAsync();
        await page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");
    }

    private async Task ModelsAsync()
    {
        await page.GotoAsync("/models");
        await page.GetByText("Try it on an image").First.ClickAsync();
        await page.GetByLabel("Send an image").First.SetInputFilesAsync(exhibits.Scene);
        var said = page.GetByText("on this tile in");
        await said.WaitForAsync();
        await IsDrawnAsync();

        // The middle of a scene may hold nothing.
        var map = page.Locator(".try-map").First;
        var box = (await map.BoundingBoxAsync())!;
        await map.ClickAsync(new() { Position = new() { X = box.Width * 0.85f, Y = box.Height * 0.6f } });
        await said.WaitForAsync();
        await IsDrawnAsync();
        await page.EvaluateAsync("document.activeElement.blur(); document.querySelector('.try').scrollIntoView()");
    }

    private async Task ClusterAsync()
    {
        await exhibits.RunAsync();
        await page.GotoAsync("/cluster");
        await page.Locator(".letters li").First.WaitForAsync();
        await page.Locator("tbody .badge-active").First.WaitForAsync();
    }

    private Task IsDrawnAsync() => page.Locator("[data-drawn]").First.WaitForAsync();
}
