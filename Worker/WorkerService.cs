using RedKube.Worker.Pipeline;

namespace RedKube.Worker;

/// <summary>Runs the worker for as long as its host runs.</summary>
/// <param name="worker">The worker.</param>
internal sealed class WorkerService(RegionWorker worker) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => worker.RunAsync(stoppingToken), CancellationToken.None);
}
