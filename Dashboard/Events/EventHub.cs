using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace RedKube.Dashboard.Events;

/// <summary>Channels by name, each with one producer that runs while somebody listens.</summary>
/// <param name="json">How data are written.</param>
/// <param name="logger">The log.</param>
internal sealed class EventHub(IOptions<JsonOptions> json, ILogger<EventHub> logger) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (EventChannel Channel, CancellationTokenSource Stop)> channels = new(StringComparer.Ordinal);
    private readonly JsonSerializerOptions options = json.Value.SerializerOptions;

    /// <summary>Channels with listeners.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return channels.Count;
            }
        }
    }

    /// <summary>Comes in as a listener of a channel; whoever comes first starts its producer.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="produce">Adds events until it is stopped; when it returns the channel closes.</param>
    public EventChannel Join(string name, Func<EventChannel, CancellationToken, Task> produce)
    {
        lock (gate)
        {
            if (channels.TryGetValue(name, out var there))
            {
                there.Channel.Count(1);
                return there.Channel;
            }

            var channel = new EventChannel(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), options);
            channel.Count(1);
            var stop = new CancellationTokenSource();
            channels.Add(name, (channel, stop));
            _ = Task.Run(() => RunAsync(name, channel, produce, stop.Token), CancellationToken.None);
            return channel;
        }
    }

    /// <summary>Goes out; the last one stops the producer.</summary>
    /// <param name="name">The channel's name.</param>
    /// <param name="channel">The channel.</param>
    public void Leave(string name, EventChannel channel)
    {
        lock (gate)
        {
            if (channel.Count(-1) == 0)
            {
                Remove(name, channel);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (_, stop) in channels.Values)
            {
                stop.Cancel();
            }

            channels.Clear();
        }
    }

    private async Task RunAsync(string name, EventChannel channel, Func<EventChannel, CancellationToken, Task> produce, CancellationToken cancellation)
    {
        try
        {
            await produce(channel, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception e)
        {
            DashboardLog.ProducerFailed(logger, name, e);
        }
        finally
        {
            channel.Close();
            lock (gate)
            {
                Remove(name, channel);
            }
        }
    }

    private void Remove(string name, EventChannel channel)
    {
        if (channels.TryGetValue(name, out var there) && there.Channel == channel)
        {
            channels.Remove(name);
            there.Stop.Cancel();
        }
    }
}
