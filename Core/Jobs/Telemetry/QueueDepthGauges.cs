using System.Diagnostics.Metrics;
using RedKube.Core.Errors;

namespace RedKube.Core.Jobs.Telemetry;

/// <summary>
/// How much work the queue holds, as gauges. Each collection shows what was asked of the queue at the one before and asks anew, so that no collection waits
/// for a server. Several processes that show them show the same: take the largest, not the sum.
/// </summary>
public sealed class QueueDepthGauges : IDisposable
{
    private readonly IWorkQueue queue;
    private readonly Meter meter = new(TelemetryKeys.Queue);
    private IReadOnlyList<QueueDepth> latest = [];
    private Task asking = Task.CompletedTask;

    /// <summary>Shows the depths of a queue until it is disposed.</summary>
    /// <param name="queue">The queue.</param>
    public QueueDepthGauges(IWorkQueue queue)
    {
        this.queue = queue;
        Add(TelemetryKeys.QueueReady, "Pieces of work that could be claimed now", static d => d.Ready);
        Add(TelemetryKeys.QueueLeased, "Pieces of work that are claimed", static d => d.Leased);
        Add(TelemetryKeys.QueueLag, "Pieces of work that wait to be claimed", static d => d.Ready + d.Delayed);
        Add(TelemetryKeys.DeadLetters, "Pieces of work that were given up", static d => d.Dead);
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private void Add(string name, string description, Func<QueueDepth, int> value) => meter.CreateObservableGauge(name, () => Measure(value), "{message}", description);

    private IEnumerable<Measurement<int>> Measure(Func<QueueDepth, int> value)
    {
        lock (meter)
        {
            asking = asking.IsCompleted ? AskAsync() : asking;
        }

        return
        [
            .. Volatile.Read(ref latest).Select(d => new Measurement<int>(
                value(d),
                new KeyValuePair<string, object?>(TelemetryKeys.Stage, QueueTelemetry.NameOf(d.Stage)),
                new KeyValuePair<string, object?>(TelemetryKeys.Model, d.Model))),
        ];
    }

    private async Task AskAsync()
    {
        try
        {
            Volatile.Write(ref latest, await queue.DepthsAsync(CancellationToken.None));
        }
        catch (RedKubeException)
        {
            // A queue that is away has no depth.
            Volatile.Write(ref latest, []);
        }
    }
}
