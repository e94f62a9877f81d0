namespace RedKube.Browser.Tests;

/// <summary>One server and one browser for all tests.</summary>
public sealed class Board : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;
    private BoardApp? app;

    internal BoardApp App => app!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Places.Chromium))
        {
            return;
        }

        app = await BoardApp.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Places.Chromium,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A window of its own on the server; the test is skipped where there is no browser.</summary>
    /// <param name="change">Changes how it is opened.</param>
    internal async Task<IPage> OpenAsync(Action<BrowserNewContextOptions>? change = null)
    {
        Skip.IfNot(File.Exists(Places.Chromium), $"{Places.Chromium} is not installed");
        var options = new BrowserNewContextOptions { BaseURL = App.Address, ViewportSize = new ViewportSize { Width = 1360, Height = 900 }, AcceptDownloads = true };
        change?.Invoke(options);
        var context = await browser!.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }
}
