using System.Net.Http.Json;
using System.Text.Json.Nodes;

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
        Assertions.SetDefaultExpectTimeout(60_000);
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
        context.SetDefaultTimeout(90_000);
        return await context.NewPageAsync();
    }

    /// <summary>Submits a job with the sample model.</summary>
    /// <param name="image">An image in the folder of inputs.</param>
    /// <param name="options">Options of the job.</param>
    /// <returns>The job's id.</returns>
    internal async Task<string> SubmitAsync(string image, JsonObject options)
    {
        using var client = new HttpClient { BaseAddress = new Uri(App.Address) };
        using var answer = await client.PostAsJsonAsync("/api/v1/jobs", new JsonObject { ["image"] = image, ["model"] = "harbour", ["options"] = options });
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!["id"]!.GetValue<string>() : throw new InvalidOperationException(text);
    }

    /// <summary>Waits until a job is in a state.</summary>
    /// <param name="job">The job.</param>
    /// <param name="state">The state, as the API spells it.</param>
    internal async Task WaitAsync(string job, string state)
    {
        using var client = new HttpClient { BaseAddress = new Uri(App.Address) };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await client.GetFromJsonAsync<JsonObject>("/api/v1/jobs/" + job, limit.Token))!["state"]!.GetValue<string>() != state)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
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
