using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;
using RedKube.ServiceDefaults;

namespace RedKube.Worker.Pipeline;

/// <summary>
/// The worker stage: claims regions, keeps readers and lanes busy with them, stores results, says what failed. The next region is claimed and read ahead
/// while the last is finishing, so that lanes never wait between two.
/// </summary>
internal sealed partial class RegionWorker : IRegionEvents, IDisposable
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
    private readonly RegionClaims claims;
    private readonly RegionsInWork inWork = new();
    private readonly JobTroubles troubles;
    private readonly Shortcomings shortcomings;
    private readonly DataFolderGate folder;
    private readonly CancellationTokenSource stopping = new();
    private volatile Lease? opening;
    private volatile string? waits;
    private volatile RedKubeException? cannotGoOn;
    private long tilesRun;

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
        ILogger<RegionWorker> logger,
        DataFolderProbe? data = null)
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
        troubles = new JobTroubles(time);
        shortcomings = new Shortcomings(store, time);
        folder = new DataFolderGate(data, options.RenewEvery, time);
        claims = new RegionClaims(queue, options.Models, time);
        desk = new ImageDesk(detectors, models, place, store, options, StartLane, inWork.WaitUntilEmptyAsync, scheduler, time, logger);
    }

    /// <summary>Tiles that models saw since the start.</summary>
    public long TilesRun => Interlocked.Read(ref tilesRun);

    /// <summary>What it lacked of late that jobs needed, in words: image, model or device; null: nothing.</summary>
    public string? Lacks => shortcomings.Words;

    /// <summary>What the worker does at the moment, but for its speed.</summary>
    /// <param name="id">What it is called.</param>
    public WorkerStatus Describe(string id) => new(id)
    {
        Host = Environment.MachineName,
        Device = desk.Device,
        Model = desk.LoadedModel ?? "",
        InWork = [.. inWork.All.Select(static r => r.Lease.Item)],
        Waits = waits,
    };

    /// <summary>Works until it is told to stop; what is in work then is finished within the time of grace, or given back.</summary>
    /// <exception cref="RedKubeException">RK2008, RK3010 where so much hangs that nothing can be read or opened, and the worker does not end jobs itself: the process should start anew.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        readers.Start();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = RenewAsync(ending, stopping.Token);
        try
        {
            await ClaimAsync(ending.Token);
            await FinishAsync();
        }
        finally
        {
            await stopping.CancelAsync();
            scheduler.Stop();
            await renewing;

            // Before threads are waited for: what began to hang would keep the regions from other workers, and the host's patience may end first.
            await GiveBackAllAsync();
            await desk.DisposeAsync();
            await readers.StopAsync();
        }

        if (cannotGoOn is { } cause)
        {
            throw cause;
        }
    }

    /// <inheritdoc/>
    public void Count(JobId job, JobTally delta)
    {
        Interlocked.Add(ref tilesRun, delta.TilesRun);
        store.Count(job, delta);
    }

    /// <inheritdoc/>
    public void Finished(RegionWork region) => End(region, () => StoreAsync(region));

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private void End(RegionWork region, Func<Task> how)
    {
        if (region.TryEnd())
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            inWork.Ends(region, ended.Task);
            _ = Task.Run(() => EndAsync(region, how, ended));
        }
    }

    private async Task EndAsync(RegionWork region, Func<Task> how, TaskCompletionSource ended)
    {
        using var scope = WorkScope.Of(logger, region.Lease);
        using var span = StageSpan.Start(WorkerTelemetry.Source, "store", region.Lease);
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
        lock (desk)
        {
            region.Image.InFlight--;
        }

        inWork.Remove(region);
    }

    private Task StartLane(DetectorHost host) => Threads.Start("lane", new LaneLoop(scheduler, host, this, stopping.Token).Run);

    // The stage's outer loop: where queue or storage are away it waits, says so, and goes on.
    private async Task ClaimAsync(CancellationToken cancellation)
    {
        var backoff = new Backoff(time);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await results.WaitForSpaceAsync(cancellation);
                await scheduler.WaitForRoomAsync(cancellation);
                await folder.RequireAsync(cancellation);
                await PauseAsync(cancellation);
                await BeginAsync(await claims.NextAsync(desk.LoadedModel, cancellation), cancellation);
                backoff.Reset();
                waits = null;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                waits = "stopping";
            }
            catch (RedKubeException e) when (e.Code == ErrorCode.MessageNewer)
            {
                // The queue has said so, and the service's health says it; what is in work is finished.
                waits = e.Message;
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e)
            {
                waits = e.Message;
                Log.Waits(logger, backoff.Next, e);
                await backoff.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PauseAsync(CancellationToken cancellation)
    {
        if (shortcomings.IsPaused)
        {
            waits = shortcomings.Words;
            await shortcomings.PauseAsync(cancellation);
        }
    }

    private async Task BeginAsync(Lease lease, CancellationToken cancellation)
    {
        using var scope = WorkScope.Of(logger, lease);
        using var span = StageSpan.Start(WorkerTelemetry.Source, "open", lease);
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

            inWork.Add(work);
            scheduler.Add(work);
            if (count == 0)
            {
                Finished(work);
            }
        }
        catch (RedKubeException e) when (e.Code == ErrorCode.JobNotFound)
        {
            // It has ended, or the store lost its memory: then it comes back from its folder.
            await queue.RemoveAsync(lease.Item.Job, CancellationToken.None);
        }
        catch (StallException e)
        {
            await OpeningStalledAsync(lease, e.Cause);
        }
        catch (RedKubeException e) when (e.Code is ErrorCode.QueueAway or ErrorCode.StorageAway or ErrorCode.ModelStorageAway)
        {
            await queue.GiveBackAsync(lease, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await SettleAsync(lease, default, e);
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
        catch (RedKubeException e) when (e.Code.WaitsForStorage() && options.EndsJobWithoutSpace)
        {
            Log.NotStored(logger, job, e);
            await EndJobAsync(job, e);
            return;
        }

        if (await CompleteAsync(region))
        {
            troubles.Over(job);
            shortcomings.Worked();
            Log.RegionStored(logger, job, region.Region.Index, result.Detections.Count);
        }
        else
        {
            await TidyAsync(region);
        }
    }

    // Counted before the queue knows: with the last region the job goes on to its merge, and who watches it is to see that all regions are done.
    private async Task<bool> CompleteAsync(RegionWork region)
    {
        var isFirst = false;
        store.Count(region.Image.Job.Id, new JobTally { RegionsDone = 1 });
        try
        {
            return isFirst = await PersistAsync(() => queue.CompleteAsync(region.Lease, CancellationToken.None));
        }
        finally
        {
            if (!isFirst)
            {
                store.Count(region.Image.Job.Id, region.Undo() with { RegionsDone = -1 });
            }
        }
    }

    // Another was first, perhaps so long ago that the job has ended: its results were deleted before this one came. Others, of a run that begins just now, must stay.
    private async Task TidyAsync(RegionWork region)
    {
        if (await store.FindAsync(region.Image.Job.Id, CancellationToken.None) is { State: JobState.Done, KeepWork: false })
        {
            region.Image.Results.Delete(region.Region.Index, region.Lease.Attempt);
        }
    }

    private Task<bool> PersistAsync(Func<Task<bool>> work) =>
        Backoff.PersistAsync(work, (e, wait) => Log.Waits(logger, wait, e), time, stopping.Token);

    private async Task EndJobAsync(JobId job, RedKubeException cause)
    {
        await queue.RemoveAsync(job, CancellationToken.None);
        await store.UpdateAsync(job, j => j with { State = JobState.Failed, Failure = JobFailure.Of(cause) }, CancellationToken.None);
    }
}
