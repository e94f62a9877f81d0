using System.Text.Json;

namespace RedKube.Dashboard.Tests;

/// <summary>Reads server-sent events.</summary>
internal sealed class EventReader(HttpResponseMessage answer, StreamReader reader) : IAsyncDisposable
{
    public static async Task<EventReader> OpenAsync(HttpClient client, string path, CancellationToken cancellation, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation)));
    }

    /// <summary>The next event, or null at the end.</summary>
    public async Task<ServerEvent?> NextAsync(CancellationToken cancellation)
    {
        string id = "", name = "", data = "";
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
            {
                if (name.Length > 0)
                {
                    return new ServerEvent(id, name, JsonDocument.Parse(data).RootElement);
                }

                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].TrimStart();
            (id, name, data) = line[..colon] switch
            {
                "id" => (value, name, data),
                "event" => (id, value, data),
                "data" => (id, name, data + value),
                _ => (id, name, data),
            };
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        answer.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal sealed record ServerEvent(string Id, string Name, JsonElement Data);
