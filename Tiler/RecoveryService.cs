using RedKube.Core.Jobs;

namespace RedKube.Tiler;

/// <summary>Registers unfinished jobs of the data folder that store and queue do not know: at the start and every minute.</summary>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
/// <param name="options">How often.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class RecoveryService(
    IJobPlace place, IJobStore store, IWorkQueue queue, TilerOptions options, TimeProvider time, ILogger<RecoveryService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!place.IsShared)
        {
            return;
        }

        var recovery = new JobRecovery(place, store, queue, time, options.Keep);
        try
        {
            while (true)
            {
                await RunAsync(recovery, stoppingToken);
                await Task.Delay(options.RecoverEvery, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The tiler stops.
        }
    }

    // The outer loop: whatever goes wrong is tried again at the next turn.
    private async Task RunAsync(JobRecovery recovery, CancellationToken stopping)
    {
        try
        {
            foreach (var job in await Task.Run(() => recovery.RunAsync((id, e) => Log.Unreadable(logger, id, e), stopping), stopping))
            {
                Log.Recovered(logger, job);
            }
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            Log.Waits(logger, options.RecoverEvery, e);
        }
    }
}
