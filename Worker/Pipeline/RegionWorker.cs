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
    private readonly IJobStore store;
    private readonly IWorkQueue queue;
    private readonly WorkerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly PixelScheduler scheduler;
    private readonly ImageDesk desk;
    private readonly ReaderPool readers;
    private readonly ResultSaver results;
    private readonly ConcurrentDictionary<RegionWork, Task> inWork = [];
    private readonly CancellationTokenSource stopping = new();
    private volatile Lease? opening;
    private volatile RedKubeException? cannotRead;

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
        this.store = store;
        this.queue = queue;
        this.options = options;
        this.time = time;
        this.logger = logger;
        var readerCount = Math.Max(1, options.Readers ?? options.Threads);
        scheduler = new PixelScheduler(options.CacheBytes, 4 * readerCount);
        readers = new ReaderPool(readerCount, scheduler, images, this, time, logger, stopping.Token);
        results = new ResultSaver(store, queue, options, time, logger);
        desk = new ImageDesk(detectors, models, place, store, options, StartLane, scheduler, logger);
    }

    /// <summary>Works until it is told to stop; what is in work then is given back.</summary>
    /// <exception cref="RedKubeException">RK2008 where every reader hangs and the worker does not end jobs itself: the process should start anew.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        readers.Start();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = RenewAsync(ending, stopping.Token);
        try
        {
            await ClaimAsync(ending.Token);
        }
        finally
        {
            await stopping.CancelAsync();
            scheduler.Stop();
            await desk.DisposeAsync();
            await readers.StopAsync();
            await renewing;
            await GiveBackAllAsync();
        }

        if (cannotRead is { } cause)
        {
            throw cause;
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
                await results.WaitForSpaceAsync(cancellation);
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
        var result = region.ToResult();
        try
        {
            if (!await results.SaveAsync(region, result, stopping.Token))
            {
                store.Count(job, region.Undo());
                return;
            }
        }
        catch (RedKubeException e) when (ResultSaver.IsWithoutSpace(e) && options.EndsJobWithoutSpace)
        {
            Log.NotStored(logger, job, e);
            await EndJobAsync(job, e);
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

    private async Task EndJobAsync(JobId job, RedKubeException cause)
    {
        await queue.RemoveAsync(job, CancellationToken.None);
        await store.UpdateAsync(job, j => j with { State = JobState.Failed, Failure = JobFailure.Of(cause) }, CancellationToken.None);
    }

    private async Task FailAsync(RegionWork region, Exception cause)
    {
        scheduler.Abandon(region);
        var givenUp = await queue.FailAsync(region.Lease, JobFailure.Of(cause), CancellationToken.None);
        store.Count(region.Lease.Item.Job, region.Undo() with { RegionsFailed = givenUp ? 1 : 0 });
        Log.RegionFailed(logger, region.Lease.Item.Job, region.Region.Index, region.Lease.Attempt, givenUp, cause);
    }

    private async Task RenewAsync(CancellationTokenSource ending, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (!readers.Check())
                {
                    await EndWithoutReadersAsync(ending);
                }

                await RenewAllAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The worker stops.
        }
    }

    private async Task RenewAllAsync()
    {
        if (opening is { } lease)
        {
            await queue.RenewAsync(lease, CancellationToken.None);
        }

        // A region that waits its turn behind others makes progress when they do, or when a reader takes the place of one that hung.
        var working = inWork.Keys.Where(static r => !r.HasEnded).ToArray();
        var shared = working.Select(static r => r.Idle).Append(time.GetElapsedTime(readers.LastReplaced)).Min();
        foreach (var region in working)
        {
            await RenewAsync(region, scheduler.WaitsItsTurn(region) ? shared : region.Idle);
        }
    }

    private async Task EndWithoutReadersAsync(CancellationTokenSource ending)
    {
        var cause = new RedKubeException(
            ErrorCode.ImageStorageAway, "Nothing can be read any more: every thread that reads waits for storage that does not answer. Check the images' storage, then start again.");
        Log.NothingReads(logger, cause);
        if (options.EndsJobWithoutSpace)
        {
            foreach (var job in inWork.Keys.Select(static r => r.Image.Job.Id).Distinct())
            {
                await EndJobAsync(job, cause);
            }
        }
        else
        {
            cannotRead = cause;
            await ending.CancelAsync();
        }
    }

    private async Task RenewAsync(RegionWork region, TimeSpan idle)
    {
        if (idle > region.Image.Job.StallTimeout)
        {
            Failed(region, new RedKubeException(
                ErrorCode.ImageStorageAway,
                $"Nothing was read or run of the region for {region.Image.Job.StallTimeout}. Check the image's storage and the device; --stall-timeout sets how long is waited."));
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
