using System.Collections.Concurrent;
using System.Text.Json;

namespace RedKube.Bench.Dashboard;

/// <summary>So many clients of one stream of events; prints how many events came and how old they were.</summary>
internal static class EventListeners
{
    public static async Task<int> RunAsync(Uri address, int count)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = count }) { Timeout = Timeout.InfiniteTimeSpan };
        var ages = new ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => ListenAsync(client, address, ages)));
        var sorted = ages.Order().ToArray();
        Console.WriteLine(sorted.Length == 0 ? "0 | - | -" : $"{sorted.Length} | {sorted[sorted.Length / 2]:0} | {sorted[(int)(sorted.Length * 0.95)]:0}");
        return 0;
    }

    // The first progress of a client is the newest that was kept, as old as that is; the others are told as they happen.
    private static async Task ListenAsync(HttpClient client, Uri address, ConcurrentBag<double> ages)
    {
        using var reader = new StreamReader(await client.GetStreamAsync(address));
        var isProgress = false;
        var isFirst = true;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                isProgress = line == "event: progress";
                if (line == "event: end")
                {
                    return;
                }
            }
            else if (isProgress && line.StartsWith("data: ", StringComparison.Ordinal))
            {
                if (!isFirst)
                {
                    using var data = JsonDocument.Parse(line.AsMemory(6));
                    ages.Add((TimeProvider.System.GetUtcNow() - data.RootElement.GetProperty("at").GetDateTimeOffset()).TotalMilliseconds);
                }

                isFirst = false;
            }
        }
    }
}
