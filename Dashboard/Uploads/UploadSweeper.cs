namespace RedKube.Dashboard.Uploads;

/// <summary>Removes uploads that were not finished in time, every few minutes.</summary>
/// <param name="shelf">The uploads.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class UploadSweeper(UploadShelf shelf, TimeProvider time, ILogger<UploadSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            do
            {
                Sweep();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Sweep()
    {
        try
        {
            shelf.Sweep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DashboardLog.SweepFailed(logger, "uploads", e);
        }
    }
}
