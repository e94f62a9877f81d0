using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;

namespace RedKube.Tests.Shared.Otlp;

/// <summary>A collector: takes what processes send by OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/) on a free port of 127.0.0.1.</summary>
internal sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener listener;
    private readonly ConcurrentQueue<ReceivedSpan> spans = [];
    private readonly ConcurrentQueue<ReceivedMetric> metrics = [];
    private readonly ConcurrentQueue<ReceivedLog> logs = [];

    public OtlpReceiver()
    {
        (listener, Endpoint) = Listen();
        _ = ServeAsync();
    }

    public string Endpoint { get; }

    public IReadOnlyList<ReceivedSpan> Spans => [.. spans];

    public IReadOnlyList<ReceivedMetric> Metrics => [.. metrics];

    public IReadOnlyList<ReceivedLog> Logs => [.. logs];

    /// <summary>The variables of a process that is to send here.</summary>
    public Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
    };

    public void Dispose() => listener.Close();

    // A port that was free a moment ago may be taken by another test: then the next.
    private static (HttpListener Listener, string Endpoint) Listen()
    {
        for (var attempt = 0; ; attempt++)
        {
            int port;
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }

            var made = new HttpListener();
            made.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                made.Start();
                return (made, $"http://127.0.0.1:{port}");
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                made.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                await TakeAsync(context);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        using var bytes = new MemoryStream();
        await using (var body = context.Request.Headers["Content-Encoding"] == "gzip" ? new GZipStream(context.Request.InputStream, CompressionMode.Decompress) : context.Request.InputStream)
        {
            await body.CopyToAsync(bytes);
        }

        var message = new ProtoMessage(bytes.ToArray());
        switch (context.Request.Url!.AbsolutePath)
        {
            case "/v1/traces":
                TakeSpans(message);
                break;
            case "/v1/metrics":
                TakeMetrics(message);
                break;
            case "/v1/logs":
                TakeLogs(message);
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }

        context.Response.ContentType = "application/x-protobuf";
        context.Response.Close();
    }

    private void TakeSpans(ProtoMessage request)
    {
        foreach (var resource in request.All(1))
        {
            foreach (var scope in resource.All(2))
            {
                foreach (var span in scope.All(2))
                {
                    spans.Enqueue(new ReceivedSpan(
                        ServiceOf(resource), scope.All(1).Single().Text(1), span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), Attributes(span, 9), [.. span.All(13).Select(static l => l.Hex(1))]));
                }
            }
        }
    }

    private void TakeMetrics(ProtoMessage request)
    {
        foreach (var resource in request.All(1))
        {
            foreach (var metric in resource.All(2, 2))
            {
                foreach (var point in metric.All(5, 1).Concat(metric.All(7, 1)))
                {
                    var value = point.Has(4) ? BitConverter.UInt64BitsToDouble(point.Number(4)) : (long)point.Number(6);
                    metrics.Enqueue(new ReceivedMetric(ServiceOf(resource), metric.Text(1), value, Attributes(point, 7)));
                }

                foreach (var point in metric.All(9, 1))
                {
                    metrics.Enqueue(new ReceivedMetric(ServiceOf(resource), metric.Text(1), point.Number(4), Attributes(point, 9)));
                }
            }
        }
    }

    private void TakeLogs(ProtoMessage request)
    {
        foreach (var resource in request.All(1))
        {
            foreach (var log in resource.All(2, 2))
            {
                logs.Enqueue(new ReceivedLog(ServiceOf(resource), log.All(5).Select(static b => b.Text(1)).SingleOrDefault() ?? "", log.Hex(9), Attributes(log, 6)));
            }
        }
    }

    private static string ServiceOf(ProtoMessage resource) => Attributes(resource.All(1).Single(), 1)["service.name"];

    private static Dictionary<string, string> Attributes(ProtoMessage of, int number) =>
        of.All(number).GroupBy(static pair => pair.Text(1), StringComparer.Ordinal).ToDictionary(static pair => pair.Key, static pair => Value(pair.Last()), StringComparer.Ordinal);

    private static string Value(ProtoMessage pair)
    {
        var value = pair.All(2).SingleOrDefault();
        return value is null ? ""
            : value.Has(1) ? value.Text(1)
            : value.Has(4) ? BitConverter.UInt64BitsToDouble(value.Number(4)).ToString(CultureInfo.InvariantCulture)
            : ((long)value.Number(value.Has(3) ? 3 : 2)).ToString(CultureInfo.InvariantCulture);
    }
}
