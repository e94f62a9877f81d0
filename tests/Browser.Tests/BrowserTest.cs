using System.Collections.Concurrent;

namespace RedKube.Browser.Tests;

/// <summary>A test in windows of its own. Whatever it does, no script may fail in a page and no page may break its own content security policy.</summary>
/// <param name="board">Server and browser.</param>
public abstract class BrowserTest(Board board) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> faults = [];
    private readonly List<IBrowserContext> contexts = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("redkube-page-");

    /// <summary>Server and browser.</summary>
    protected Board Board => board;

    /// <summary>A folder for the test's own files.</summary>
    protected string Folder => folder.FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }

        folder.Delete(recursive: true);
        Assert.Empty(faults);
    }

    /// <summary>A window on the server; the test is skipped where there is no browser.</summary>
    /// <param name="change">Changes how it is opened.</param>
    protected async Task<IPage> OpenAsync(Action<BrowserNewContextOptions>? change = null)
    {
        Skip.IfNot(Board.IsThere, $"{Places.Chromium} is not installed");
        var options = new BrowserNewContextOptions { BaseURL = board.Server.Address, ViewportSize = new ViewportSize { Width = 1360, Height = 900 }, AcceptDownloads = true };
        change?.Invoke(options);
        var context = await board.Browser!.NewContextAsync(options);
        contexts.Add(context);
        context.SetDefaultTimeout(60_000);
        context.WebError += (_, error) => faults.Enqueue(error.Error);
        context.Console += (_, message) => AddIfBroken(message);
        return await context.NewPageAsync();
    }

    /// <summary>Writes a scene into the folder of inputs and submits it.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="side">Pixels of a side.</param>
    /// <returns>The job's id.</returns>
    protected Task<string> SubmitAsync(string name, int side) =>
        board.SubmitAsync(Scenes.Write(Path.Combine(board.Server.Inputs, name), side), regionSize: 600);

    /// <summary>The row of a job in the list.</summary>
    /// <param name="page">The page of jobs.</param>
    /// <param name="name">The image's name.</param>
    protected static ILocator Row(IPage page, string name) => page.Locator(".job").Filter(new() { HasText = name });

    /// <summary>The badge with a job's state, on its page.</summary>
    /// <param name="page">The job's page.</param>
    protected static ILocator Badge(IPage page) => page.Locator(".status-head .badge");

    private void AddIfBroken(IConsoleMessage message)
    {
        if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
        {
            faults.Enqueue(message.Text);
        }
    }
}
