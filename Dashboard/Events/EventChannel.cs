using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RedKube.Dashboard.Events;

/// <summary>
/// One producer, any number of listeners: the last few hundred events are kept, each as bytes that were made once. A listener that lags skips states
/// that newer ones replaced; nobody waits for it. Safe for any number of threads.
/// </summary>
/// <param name="epoch">Tells this channel from one of the same name before a restart.</param>
/// <param name="json">How data are written.</param>
internal sealed class EventChannel(string epoch, JsonSerializerOptions json)
{
    /// <summary>Events that are kept.</summary>
    public const int Kept = 256;

    private readonly Lock gate = new();
    private readonly Queue<EventFrame> frames = new(Kept);
    private TaskCompletionSource changed = New();
    private long next = 1;
    private bool isClosed;

    /// <summary>Who listens.</summary>
    public int Listeners { get; private set; }

    /// <summary>Adds an event.</summary>
    /// <typeparam name="T">What its data are.</typeparam>
    /// <param name="name">The event's name.</param>
    /// <param name="data">Its data.</param>
    /// <param name="isState">Whether the next one of the kind replaces it.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    public void Add<T>(string name, T data, bool isState, bool isLast = false)
    {
        var text = JsonSerializer.Serialize(data, json);
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {epoch}-{next}\nevent: {name}\ndata: {text}\n\n"));
            if (frames.Count == Kept)
            {
                frames.Dequeue();
            }

            frames.Enqueue(new EventFrame(next++, isState, isLast, bytes));
            isClosed = isLast;
            changed.TrySetResult();
            changed = New();
        }
    }

    /// <summary>Ends the channel without a last event: listeners come back by themselves.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            changed.TrySetResult();
            changed = New();
        }
    }

    /// <summary>What a listener has not had, and what tells of more.</summary>
    /// <param name="after">The last number that it had; 0: none.</param>
    /// <returns>The events, whether more can come, and a task that ends when something changes.</returns>
    public (IReadOnlyList<EventFrame> Frames, bool IsOpen, Task Changed) Take(long after)
    {
        lock (gate)
        {
            var news = new List<EventFrame>();
            EventFrame? state = null;
            foreach (var frame in frames.Where(f => f.Number > after))
            {
                if (frame.IsState)
                {
                    state = frame;
                    continue;
                }

                news.Add(frame);
            }

            if (state is not null)
            {
                var place = news.FindIndex(f => f.Number > state.Number);
                news.Insert(place < 0 ? news.Count : place, state);
            }

            return (news, !isClosed, changed.Task);
        }
    }

    /// <summary>The number behind a Last-Event-ID; 0 where it is of another channel or none.</summary>
    /// <param name="lastEventId">The header's value.</param>
    public long NumberOf(string? lastEventId) =>
        lastEventId is not null && lastEventId.StartsWith(epoch + "-", StringComparison.Ordinal)
        && long.TryParse(lastEventId.AsSpan(epoch.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < next
            ? number
            : 0;

    /// <summary>Counts a listener in (+1) or out (−1).</summary>
    /// <param name="by">+1 or −1.</param>
    /// <returns>How many there are now.</returns>
    public int Count(int by)
    {
        lock (gate)
        {
            return Listeners += by;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
