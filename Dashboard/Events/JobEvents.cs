using RedKube.Core.Jobs;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Events;

/// <summary>What happens to one job, for all who watch it: one watch of the store however many there are.</summary>
/// <param name="store">The jobs.</param>
/// <param name="time">The clock.</param>
internal sealed class JobEvents(IJobStore store, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>Adds a job's events to a channel: message, progress (at most four a second), end.</summary>
    /// <param name="id">The job.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task ProduceAsync(JobId id, EventChannel channel, CancellationToken cancellation)
    {
        var latest = new LatestProgress();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pump = PumpAsync(latest, channel, done.Token);
        try
        {
            await foreach (var happened in store.WatchAsync(id, cancellation))
            {
                switch (happened)
                {
                    case JobMessage message:
                        channel.Add("message", new MessageEvent(message.Text, message.IsWarning), isState: false);
                        break;
                    case JobProgress progress:
                        latest.Set(progress, time.GetUtcNow());
                        break;
                }
            }
        }
        finally
        {
            await done.CancelAsync();
            await pump;
        }

        if (latest.Take() is { } last)
        {
            channel.Add("progress", Event(last.Progress, last.At), isState: true);
        }

        var job = await store.FindAsync(id, cancellation);
        channel.Add("end", new EndEvent(job?.State ?? JobState.Cancelled, job?.Failure is { } f ? FailureView.Of(f) : null), isState: false, isLast: true);
    }

    // The first at once, then what is newest every quarter of a second: what was skipped is in what follows.
    private async Task PumpAsync(LatestProgress latest, EventChannel channel, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await latest.Changed.WaitAsync(cancellation);
                if (latest.Take() is { } news)
                {
                    channel.Add("progress", Event(news.Progress, news.At), isState: true);
                }

                await Task.Delay(Pace, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The watch has ended.
        }
    }

    private static ProgressEvent Event(JobProgress progress, DateTimeOffset at) => new(progress.State, ProgressView.Of(progress), at);
}
