using RedKube.Core.Jobs;
using RedKube.Worker.Pipeline;

namespace RedKube.Worker;

/// <summary>Tells every few seconds what the worker does, and takes it off the list when it stops.</summary>
/// <param name="worker">The worker.</param>
/// <param name="registry">Who works.</param>
/// <param name="options">The worker's name, and how often it is told.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class BeatService(RegionWorker worker, IWorkerRegistry registry, WorkerOptions options, TimeProvider time, ILogger<BeatService> logger) : BackgroundService
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.Id is not { } id)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Farewell, time);
        try
        {
            await registry.LeaveAsync(id, limit.Token);
        }
        catch (Exception e)
        {
            Log.NotTold(logger, e);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Id is not { } id)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.BeatEvery, time);
        var (tiles, at) = (0L, time.GetTimestamp());
        try
        {
            do
            {
                var (before, since) = (tiles, at);
                (tiles, at) = (worker.TilesRun, time.GetTimestamp());
                var seconds = time.GetElapsedTime(since, at).TotalSeconds;
                await BeatAsync(worker.Describe(id) with { TilesPerSecond = seconds > 0 ? (tiles - before) / seconds : 0 }, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The worker stops.
        }
    }

    // The outer loop: a beat that is lost is followed by the next.
    private async Task BeatAsync(WorkerStatus status, CancellationToken stopping)
    {
        try
        {
            await registry.BeatAsync(status, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            Log.NotTold(logger, e);
        }
    }
}
