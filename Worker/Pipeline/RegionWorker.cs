using System.Collections.Concurrent;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>
/// The worker stage: claims regions, keeps readers and lanes busy with them, stores results, says what failed. The next region is claimed and read ahead
/// while the last is finishing, so that lanes never wait between two.
/// </summary>
internal sealed class RegionWorker : IRegionEvents, IDisposable
{
    private readonly IRasterSource images;
    private readonly IJobStore store;
    private readonly IWorkQueue queue;
    private readonly WorkerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly PixelScheduler scheduler;
    private readonly ImageDesk desk;
    private readonly ConcurrentDictionary<RegionWork, Task> inWork = [];
    private readonly CancellationTokenSource stopping = new();
    private volatile Lease? opening;

    /// <summary>Makes a worker; nothing starts yet.</summary>
    public RegionWorker(
        IRasterSource images,
        IDetectorFactory detectors,
        IModelPlace models,
        IJobPlace place,
        IJobStore store,
        IWorkQueue queue,
        WorkerOptions options,
        TimeProvider time,
        ILogger<RegionWorker> logger)
    {
        this.images = images;
        this.store = store;
        this.queue = queue;
        this.options = options;
        this.time = time;
        this.logger = logger;
        scheduler = new PixelScheduler(options.CacheBytes, 4 * ReaderCount);
        desk = new ImageDesk(detectors, models, place, store, options, StartLane, scheduler, logger);
    }

    private int ReaderCount => Math.Max(1, options.Readers ?? options.Threads);

    /// <summary>Works until it is told to stop; what is in work then is given back.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var readers = Enumerable.Range(0, ReaderCount)
            .Select(i => Threads.Start($"reader {i}", new ReaderLoop(scheduler, images, this, stopping.Token).Run)).ToArray();
        var renewing = RenewAsync(stopping.Token);
        try
        {
            await ClaimAsync(cancellation);
        }
        finally
        {
            await stopping.CancelAsync();
            scheduler.Stop();
            await desk.DisposeAsync();
            await Task.WhenAll(readers.Append(renewing));
            await GiveBackAllAsync();
        }
    }

    /// <inheritdoc/>
    public void Count(JobId job, JobTally delta) => store.Count(job, delta);

    /// <inheritdoc/>
    public void Finished(RegionWork region) => End(region, () => StoreAsync(region));

    /// <inheritdoc/>
    public void Failed(RegionWork region, Exception cause) => End(region, () => FailAsync(region, cause));

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private void End(RegionWork region, Func<Task> how)
    {
        if (region.TryEnd())
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            inWork[region] = ended.Task;
            _ = Task.Run(() => EndAsync(region, how, ended));
        }
    }

    private async Task EndAsync(RegionWork region, Func<Task> how, TaskCompletionSource ended)
    {
        try
        {
            await how();
        }
        catch (Exception e)
        {
            Log.Stumbled(logger, e);
        }
        finally
        {
            Leave(region);
            ended.SetResult();
        }
    }

    private void Leave(RegionWork region)
    {
        inWork.TryRemove(region, out _);
        lock (desk)
        {
            region.Image.InFlight--;
        }
    }

    private Task StartLane(DetectorHost host) => Threads.Start("lane", new LaneLoop(scheduler, host, this, stopping.Token).Run);

    private async Task ClaimAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await scheduler.WaitForRoomAsync(cancellation);
                var lease = await queue.ClaimAsync(WorkStage.Detect, options.Models, cancellation);
                await BeginAsync(lease, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task BeginAsync(Lease lease, CancellationToken cancellation)
    {
        try
        {
            opening = lease;
            var image = await Task.Run(() => desk.OpenAsync(lease.Item.Job, cancellation), cancellation);
            var region = image.Plan.RegionAt(lease.Item.Region);
            var count = image.Plan.TilesOf(region).Count();
            var work = new RegionWork(lease, image, region, count, time) { Tiles = new TileWork[count] };
            lock (desk)
            {
                image.InFlight++;
            }

            inWork[work] = Task.CompletedTask;
            scheduler.Add(work);
            if (count == 0)
            {
                Finished(work);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var givenUp = await queue.FailAsync(lease, JobFailure.Of(e), CancellationToken.None);
            store.Count(lease.Item.Job, new JobTally { RegionsFailed = givenUp ? 1 : 0 });
            Log.RegionFailed(logger, lease.Item.Job, lease.Item.Region, lease.Attempt, givenUp, e);
        }
        catch (OperationCanceledException)
        {
            await queue.GiveBackAsync(lease, CancellationToken.None);
            throw;
        }
        finally
        {
            opening = null;
        }
    }

    private async Task StoreAsync(RegionWork region)
    {
        var job = region.Image.Job.Id;
        RegionResult result;
        try
        {
            result = region.ToResult();
            region.Image.Results.Save(result, region.Lease.Attempt);
        }
        catch (RedKubeException e) when (e.Code is ErrorCode.NoSpace or ErrorCode.OutputNotWritable && options.EndsJobWithoutSpace)
        {
            Log.NotStored(logger, job, e);
            await queue.RemoveAsync(job, CancellationToken.None);
            await store.UpdateAsync(job, j => j with { State = JobState.Failed, Failure = JobFailure.Of(e) }, CancellationToken.None);
            return;
        }

        if (await queue.CompleteAsync(region.Lease, CancellationToken.None))
        {
            store.Count(job, new JobTally { RegionsDone = 1 });
            Log.RegionStored(logger, job, region.Region.Index, result.Detections.Count);
        }
        else
        {
            store.Count(job, region.Undo());
        }
    }

    private async Task FailAsync(RegionWork region, Exception cause)
    {
        scheduler.Abandon(region);
        var givenUp = await queue.FailAsync(region.Lease, JobFailure.Of(cause), CancellationToken.None);
        store.Count(region.Lease.Item.Job, region.Undo() with { RegionsFailed = givenUp ? 1 : 0 });
        Log.RegionFailed(logger, region.Lease.Item.Job, region.Region.Index, region.Lease.Attempt, givenUp, cause);
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (opening is { } lease)
                {
                    await queue.RenewAsync(lease, CancellationToken.None);
                }

                // A region that waits its turn behind others makes progress when they do.
                var working = inWork.Keys.Where(static r => !r.HasEnded).ToArray();
                var idle = working.Select(static r => r.Idle).DefaultIfEmpty().Min();
                foreach (var region in working)
                {
                    await RenewAsync(region, idle);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The worker stops.
        }
    }

    private async Task RenewAsync(RegionWork region, TimeSpan idle)
    {
        if (idle > region.Image.Job.StallTimeout)
        {
            Failed(region, new RedKubeException(
                ErrorCode.ImageStorageAway, $"Nothing was read or run for {idle.TotalMinutes:0} minutes. Check the image's storage and the device."));
        }
        else if (!await queue.RenewAsync(region.Lease, CancellationToken.None) && region.TryEnd())
        {
            Log.LeaseLost(logger, region.Lease.Item.Job, region.Region.Index);
            scheduler.Abandon(region);
            store.Count(region.Lease.Item.Job, region.Undo());
            Leave(region);
        }
    }

    private async Task GiveBackAllAsync()
    {
        foreach (var (region, ending) in inWork.ToArray())
        {
            await ending;
            if (region.TryEnd())
            {
                await queue.GiveBackAsync(region.Lease, CancellationToken.None);
            }
        }
    }
}
