using System.Diagnostics;
using RedKube.Core.Detections;
using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>One thread that detects: loads tiles into its lane, runs the model, collects what it reports.</summary>
/// <param name="scheduler">Where tiles come from.</param>
/// <param name="host">The detector.</param>
/// <param name="regions">Told of what came of tiles.</param>
/// <param name="stopping">Ends the thread.</param>
internal sealed class LaneLoop(PixelScheduler scheduler, DetectorHost host, IRegionEvents regions, CancellationToken stopping)
{
    private readonly int batchSize = host.Detector.BatchSize;
    private readonly TileWork[] taken = new TileWork[host.Detector.BatchSize];
    private readonly TileWork[] slots = new TileWork[host.Detector.BatchSize];
    private readonly List<Detection> found = [];
    private long loading;

    /// <summary>Detects until the host is closed or all is stopped.</summary>
    public void Run()
    {
        using var lane = host.Detector.CreateLane();
        using var wake = new SemaphoreSlim(0);
        while (true)
        {
            loading = 0;
            var loaded = Fill(lane, wake);
            if (loaded < 0)
            {
                return;
            }

            if (loaded > 0)
            {
                Detect(lane, loaded);
            }
        }
    }

    private int Fill(IDetectorLane lane, SemaphoreSlim wake)
    {
        var loaded = 0;
        while (loaded < batchSize)
        {
            var count = scheduler.TakeTiles(host, taken, batchSize - loaded, loaded > 0, wake);
            if (count < 0)
            {
                return -1;
            }

            if (count == 0)
            {
                break;
            }

            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                loaded += Load(lane, loaded, taken[i]) ? 1 : 0;
            }

            loading += Stopwatch.GetTimestamp() - start;
        }

        return loaded;
    }

    private bool Load(IDetectorLane lane, int slot, TileWork tile)
    {
        try
        {
            if (tile.Region.HasEnded)
            {
                return false;
            }

            if (tile.Damage() is { } damaged)
            {
                regions.Failed(tile.Region, damaged.Cause);
                return false;
            }

            if (lane.Load(slot, tile.Pixels()))
            {
                slots[slot] = tile;
                return true;
            }

            Report(tile, null);
            regions.Count(tile.Region.Image.Job.Id, new JobTally { TilesSkipped = 1 });
            return false;
        }
        catch (Exception e)
        {
            regions.Failed(tile.Region, e);
            return false;
        }
        finally
        {
            scheduler.Release(tile);
        }
    }

    // A stage's outer loop: whatever goes wrong becomes the failure of the regions whose tiles were in the batch.
    private void Detect(IDetectorLane lane, int count)
    {
        try
        {
            var start = Stopwatch.GetTimestamp();
            var running = lane.RunAsync(count, stopping);
            if (!running.IsCompletedSuccessfully)
            {
                running.AsTask().GetAwaiter().GetResult();
            }

            var ran = Stopwatch.GetTimestamp();
            WorkerTelemetry.Ran(slots[0].Region.Image.ModelQueueName, count, batchSize, Stopwatch.GetElapsedTime(start, ran));
            for (var i = 0; i < count; i++)
            {
                Collect(lane, i);
            }

            regions.Count(slots[0].Region.Image.Job.Id, new JobTally
            {
                Load = Stopwatch.GetElapsedTime(0, loading),
                Run = Stopwatch.GetElapsedTime(start, ran),
                Collect = Stopwatch.GetElapsedTime(ran),
            });
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was in the batch is given back with its regions.
        }
        catch (Exception e)
        {
            foreach (var region in slots.Take(count).Select(static t => t.Region).Distinct())
            {
                regions.Failed(region, e);
            }
        }
    }

    private void Collect(IDetectorLane lane, int slot)
    {
        var tile = slots[slot];
        if (tile.Region.HasEnded)
        {
            // Given back or failed meanwhile: what was counted of it has been taken back.
            return;
        }

        found.Clear();
        lane.Collect(slot, tile.Tile, found);
        regions.Count(tile.Region.Image.Job.Id, new JobTally { TilesRun = 1, Detections = found.Count });
        Report(tile, found);
    }

    private void Report(TileWork tile, List<Detection>? reported)
    {
        if (tile.Region.Report(tile, reported))
        {
            regions.Finished(tile.Region);
        }
    }
}
