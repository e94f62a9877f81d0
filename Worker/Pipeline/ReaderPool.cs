using RedKube.Core.Errors;
using RedKube.Core.Imagery;

namespace RedKube.Worker.Pipeline;

/// <summary>
/// The threads that read. A read that does not come back within its job's stall timeout fails the regions that wait for it; its thread cannot be stopped, so it
/// is left to itself and another takes its place. Threads that hang are bounded: beyond four times the readers none is replaced any more. One caller at a time.
/// </summary>
/// <param name="count">Threads that read.</param>
/// <param name="scheduler">What is to be read.</param>
/// <param name="images">Opens images.</param>
/// <param name="regions">Told of failures.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
/// <param name="stopping">Ends the threads.</param>
internal sealed class ReaderPool(
    int count, PixelScheduler scheduler, IRasterSource images, IRegionEvents regions, TimeProvider time, ILogger logger, CancellationToken stopping)
{
    private const int HungPerReader = 4;

    private readonly List<(ReaderLoop Loop, Task Ended)> working = [];
    private readonly List<Task> hung = [];
    private int started;

    /// <summary>When a thread was replaced last: what waits its turn behind a read that hangs gets it only then.</summary>
    public long LastReplaced { get; private set; } = time.GetTimestamp();

    /// <summary>How long a stop waits for reads under way; what takes longer is left to itself.</summary>
    public static TimeSpan StopPatience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Starts the threads.</summary>
    public void Start() => Start(count);

    /// <summary>Gives up reads that do not come back.</summary>
    /// <returns>False where every thread hangs and no more may be started: nothing can be read any more.</returns>
    public bool Check()
    {
        hung.RemoveAll(static t => t.IsCompleted);
        for (var i = working.Count - 1; i >= 0; i--)
        {
            if (working[i].Loop.GiveUpHungRead() is { } entry)
            {
                hung.Add(working[i].Ended);
                working.RemoveAt(i);
                LastReplaced = time.GetTimestamp();
                Fail(entry);
            }
        }

        Start((HungPerReader * count) - hung.Count);
        return working.Count > 0;
    }

    /// <summary>Waits until the threads have ended, those that hang excepted.</summary>
    public async Task StopAsync()
    {
        try
        {
            await Task.WhenAll(working.Select(static r => r.Ended)).WaitAsync(StopPatience, time);
        }
        catch (TimeoutException)
        {
            Log.ReadersLeft(logger, working.Count(static r => !r.Ended.IsCompleted));
        }
    }

    private void Start(int atMost)
    {
        for (var i = 0; i < atMost && working.Count < count; i++)
        {
            var loop = new ReaderLoop(scheduler, images, regions, time, stopping);
            working.Add((loop, Threads.Start($"reader {started++}", loop.Run)));
        }
    }

    private void Fail(BlockEntry entry)
    {
        var image = entry.Image;
        var cause = new RedKubeException(
            ErrorCode.ImageStorageAway,
            $"{image.Job.Image}: reading the pixels {image.Plan.Blocks.RectOf(entry.Index)} did not come back within {image.Job.StallTimeout}. Check the image's storage; --stall-timeout sets how long is waited.");
        Log.ReaderHangs(logger, image.Job.Id, entry.Index, hung.Count);
        foreach (var region in scheduler.GiveUpRead(entry))
        {
            regions.Stalled(region, cause);
        }
    }
}
