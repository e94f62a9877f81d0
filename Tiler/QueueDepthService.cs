using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;

namespace RedKube.Tiler;

/// <summary>Shows how much work the queue holds while the tiler runs: it is the service that every job passes once.</summary>
/// <param name="queue">The queue.</param>
internal sealed class QueueDepthService(IWorkQueue queue) : IHostedService, IDisposable
{
    private QueueDepthGauges? gauges;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        gauges = new QueueDepthGauges(queue);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => gauges?.Dispose();
}
