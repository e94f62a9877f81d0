using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace RedKube.Bench.Dashboard;

/// <summary>A finished job of a million detections in a real browser: time from the address to the first detections on the screen, and the longest task of the page's thread while the map is moved.</summary>
internal static class MapViewBench
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Width = 1440;
    private const int Height = 900;
    private const int Steps = 40;

    // What holds the page's thread for 50 ms or more, as the browser itself counts.
    private const string Watch = "window.longTasks = []; new PerformanceObserver(list => longTasks.push(...list.getEntries().map(e => e.duration))).observe({ type: 'longtask' })";

    private const string Drawn = "() => performance.getEntriesByName('detections-drawn')[0]?.startTime ?? false";

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var count = Measure.Option(args, "--detections", 1_000_000);
        var runs = Measure.Option(args, "--runs", 5);
        await using var server = await BenchServer.StartAsync();
        var job = await MapBench.MakeAsync(server, count);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Headless = true, Args = ["--no-sandbox", "--disable-gpu"] });
        var first = new List<double>();
        var longest = new List<double>();
        Console.WriteLine($"{Measure.Machine()}; Chromium {browser.Version}, {Width} × {Height}; {count} boxes");
        Console.WriteLine("| run | first detections drawn, s | pans: tasks over 50 ms | longest, ms |");
        Console.WriteLine("|---|---|---|---|");
        for (var run = 0; run < runs; run++)
        {
            var (seconds, tasks) = await LookAsync(browser, $"{server.Client.BaseAddress}jobs/{job.Id}");
            first.Add(seconds);
            longest.Add(tasks.DefaultIfEmpty().Max());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {run + 1} | {seconds:0.00} | {tasks.Length} | {longest[^1]:0} |"));
        }

        first.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first detections, median {first[runs / 2]:0.00} s; longest task of all pans {longest.Max():0} ms"));
        return 0;
    }

    // A browser without a cache each time; only the first run meets a server that has not read the job yet.
    private static async Task<(double Seconds, double[] LongTasks)> LookAsync(IBrowser browser, string address)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = Width, Height = Height } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(300_000);
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(address);
        var drawn = await (await page.WaitForFunctionAsync(Drawn)).JsonValueAsync<double>();
        await page.EvaluateAsync("longTasks.length = 0");
        for (var zoom = 0; zoom < 6; zoom++)
        {
            await PanAsync(page);
            await page.GetByTitle("Closer").ClickAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        var tasks = await page.EvaluateAsync<JsonElement>("longTasks");
        return (drawn / 1000, [.. tasks.EnumerateArray().Select(static t => t.GetDouble())]);
    }

    // Four pulls in a square, so that the map comes back to where it was.
    private static async Task PanAsync(IPage page)
    {
        var box = (await page.Locator("rk-job-map .map").BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        foreach (var (right, down) in new[] { (-1, 0), (0, -1), (1, 0), (0, 1) })
        {
            await page.Mouse.MoveAsync(x, y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x + (right * box.Width / 3), y + (down * box.Height / 3), new() { Steps = Steps });
            await page.Mouse.UpAsync();
        }
    }
}
