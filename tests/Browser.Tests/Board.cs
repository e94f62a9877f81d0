using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace RedKube.Browser.Tests;

/// <summary>One `redkube serve` and one browser for all tests.</summary>
public sealed class Board : IAsyncLifetime
{
    private static readonly string[] BrowserOptions =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private ServeProcess? server;

    internal static bool IsThere => File.Exists(Places.Chromium);

    internal IBrowser? Browser { get; private set; }

    internal ServeProcess Server => server!;

    public async Task InitializeAsync()
    {
        if (!IsThere)
        {
            return;
        }

        // A core is left to the browser.
        server = await ServeProcess.StartAsync("--threads", "1");
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Places.Chromium, Headless = true, Args = BrowserOptions });
    }

    /// <summary>Submits a job with the sample model.</summary>
    /// <param name="image">An image in the folder of inputs.</param>
    /// <param name="regionSize">Side of its regions, in pixels.</param>
    /// <param name="fresh">Whether it is done again where it is done.</param>
    /// <returns>The job's id.</returns>
    internal async Task<string> SubmitAsync(string image, int regionSize, bool fresh = false)
    {
        using var client = Client();
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/jobs", new JsonObject { ["image"] = image, ["model"] = "harbour", ["fresh"] = fresh, ["options"] = new JsonObject { ["regionSize"] = regionSize } });
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!["id"]!.GetValue<string>() : throw new InvalidOperationException(text);
    }

    /// <summary>Waits until a job is in a state.</summary>
    /// <param name="job">The job.</param>
    /// <param name="state">The state, as the API spells it.</param>
    internal async Task WaitAsync(string job, string state)
    {
        using var client = Client();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await client.GetFromJsonAsync<JsonObject>("/api/v1/jobs/" + job, limit.Token))!["state"]!.GetValue<string>() != state)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Ends a job.</summary>
    /// <param name="job">The job.</param>
    internal async Task CancelAsync(string job)
    {
        using var client = Client();
        using var answer = await client.PostAsync($"/api/v1/jobs/{job}/cancel", null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Deletes a job.</summary>
    /// <param name="job">The job.</param>
    internal async Task DeleteAsync(string job)
    {
        using var client = Client();
        using var answer = await client.DeleteAsync("/api/v1/jobs/" + job);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private HttpClient Client() => new() { BaseAddress = new Uri(Server.Address) };
}
