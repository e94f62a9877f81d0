using System.Net;
using System.Net.Sockets;

namespace RedKube.Adapters.Gdal.Tests;

/// <summary>Serves one file by ranges at any path, or a status for paths that begin with one (/503/a.tif).</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly byte[] content;

    public LoopbackServer(string path)
    {
        content = File.ReadAllBytes(path);
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        listener.Start();
        _ = Task.Run(Serve);
    }

    public int Port { get; }

    /// <summary>While set, every request gets this status.</summary>
    public int? Failing { get; set; }

    /// <summary>Whether it answers with the whole file whatever part is asked for.</summary>
    public bool IgnoresRanges { get; set; }

    public string Url(string path, string user = "") => $"http://{user}127.0.0.1:{Port}/{path}";

    public void Dispose() => listener.Close();

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                Answer(await listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // A client that hung up, or the end.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var response = context.Response;
        var first = context.Request.Url!.Segments is [_, var segment, ..] ? segment.TrimEnd('/') : "";
        if ((Failing ?? (int.TryParse(first, out var s) ? s : null)) is { } status)
        {
            response.StatusCode = status;
            response.Close();
            return;
        }

        int from = 0, to = content.Length - 1;
        if (!IgnoresRanges && context.Request.Headers["Range"] is { } range)
        {
            var parts = range["bytes=".Length..].Split('-');
            from = int.Parse(parts[0]);
            to = parts[1].Length > 0 ? Math.Min(int.Parse(parts[1]), to) : to;
            response.StatusCode = 206;
            response.AddHeader("Content-Range", $"bytes {from}-{to}/{content.Length}");
        }

        response.AddHeader("ETag", "\"abc\"");
        if (!IgnoresRanges)
        {
            response.AddHeader("Accept-Ranges", "bytes");
        }

        response.ContentLength64 = to - from + 1;
        if (context.Request.HttpMethod != "HEAD")
        {
            response.OutputStream.Write(content, from, to - from + 1);
        }

        response.Close();
    }
}
