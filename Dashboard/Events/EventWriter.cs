using System.Buffers;

namespace RedKube.Dashboard.Events;

/// <summary>Sends a channel to one client as server-sent events (WHATWG HTML, section 9.2).</summary>
/// <param name="hub">The channels.</param>
/// <param name="time">The clock.</param>
internal sealed class EventWriter(EventHub hub, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private static ReadOnlyMemory<byte> Comment { get; } = ":\n\n"u8.ToArray();

    private static ReadOnlyMemory<byte> Retry { get; } = "retry: 2000\n\n"u8.ToArray();

    /// <summary>Sends until the channel ends or the client leaves.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The channel.</param>
    /// <param name="produce">Its producer, where nobody listens yet.</param>
    public async Task WriteAsync(HttpContext context, string name, Func<EventChannel, CancellationToken, Task> produce)
    {
        var gone = context.RequestAborted;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var channel = hub.Join(name, produce);
        try
        {
            await SendAsync(context, channel, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The client left.
        }
        finally
        {
            hub.Leave(name, channel);
        }
    }

    private async Task SendAsync(HttpContext context, EventChannel channel, CancellationToken gone)
    {
        var had = channel.NumberOf(context.Request.Headers["Last-Event-ID"]);
        var body = context.Response.BodyWriter;
        await body.WriteAsync(Retry, gone);
        while (!gone.IsCancellationRequested)
        {
            var (frames, isOpen, changed) = channel.Take(had);
            foreach (var frame in frames)
            {
                body.Write(frame.Bytes.Span);
                had = Math.Max(had, frame.Number);
            }

            if (frames.Count > 0)
            {
                await body.FlushAsync(gone);
            }

            if (!isOpen)
            {
                return;
            }

            if (frames.Count == 0)
            {
                await WaitAsync(body, changed, gone);
            }
        }
    }

    private async Task WaitAsync(System.IO.Pipelines.PipeWriter body, Task changed, CancellationToken gone)
    {
        try
        {
            await changed.WaitAsync(Beat, time, gone);
        }
        catch (TimeoutException)
        {
            // Shows to proxies that the line is in use, and to us that nobody is there any more.
            await body.WriteAsync(Comment, gone);
        }
    }
}
