using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Planning;

namespace RedKube.Tiler;

/// <summary>The tiler stage: claims jobs, opens their image, plans, writes job.json, then enqueues the regions that have no result yet.</summary>
/// <param name="images">Opens images.</param>
/// <param name="folders">Opens job folders.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
/// <param name="options">What to plan for.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class TilerService(
    IRasterSource images,
    IJobFolders folders,
    IJobStore store,
    IWorkQueue queue,
    TilerOptions options,
    TimeProvider time,
    ILogger<TilerService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var lease = await queue.ClaimAsync(WorkStage.Plan, null, stoppingToken);
                await RunAsync(lease, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Stumbled(logger, e);
            }
        }
    }

    // The stage's outer loop: whatever goes wrong becomes the failure of the job.
    private async Task RunAsync(Lease lease, CancellationToken stopping)
    {
        var id = lease.Item.Job;
        try
        {
            await LeaseKeeper.RunAsync(queue, lease, options.RenewEvery, time, token => PlanAsync(id, token), stopping);
            await queue.CompleteAsync(lease, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            await queue.GiveBackAsync(lease, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.Failed(logger, id, e);
            var failure = JobFailure.Of(e);
            if (await queue.FailAsync(lease, failure, CancellationToken.None))
            {
                await queue.RemoveAsync(id, CancellationToken.None);
                await store.UpdateAsync(id, job => job with { State = JobState.Failed, Failure = failure }, CancellationToken.None);
            }
        }
    }

    private async Task PlanAsync(JobId id, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var job = await store.UpdateAsync(id, static j => j with { State = JobState.Planning }, cancellation);
        if (job.State.IsFinal())
        {
            return;
        }

        var spec = job.Plan ?? new JobPlanner(images).Make(job.Image, job.Model, job.Options, options.CacheBytes, cancellation).Spec;
        var plan = new Plan(spec);
        var reading = ReadEstimate.Of(plan);
        string[] warnings = [.. new[] { reading.Warning(plan, job.Image.PublicUri), BandWarning(job) }.OfType<string>()];
        var folder = folders.Open(job.Folder);
        var missing = Missing(job, plan, folder.Results, cancellation);
        job = await store.UpdateAsync(
            id, j => j with { State = JobState.Running, Plan = spec, Missing = [], Failure = null, Warnings = warnings }, cancellation);
        folder.Write(job);
        store.Count(id, new JobTally { Regions = plan.RegionCount, Tiles = plan.TileCount, Pixels = PixelsOf(plan), Planning = time.GetElapsedTime(start) });
        foreach (var warning in warnings)
        {
            store.Say(new JobMessage(id, warning, IsWarning: true));
        }

        Log.Planned(logger, id, plan.RegionCount, plan.TileCount, missing.Count);
        await queue.EnqueueRegionsAsync(id, missing, cancellation);
    }

    private string? BandWarning(Job job)
    {
        if (job.Options.Bands is not null)
        {
            return null;
        }

        using var reader = images.Open(job.Image, job.Options.ReadOptions(null));
        return BandOrder.Warning(reader.Info, job.Model, job.Options);
    }

    private static long PixelsOf(Plan plan) => plan.Area is null ? plan.Spec.Image.Count : (long)Math.Min(plan.Area.SquarePixels, plan.Spec.Image.Count);

    // Each stored result is read once, so that a torn one is done again.
    private List<int> Missing(Job job, Plan plan, IResultStore results, CancellationToken cancellation)
    {
        var stored = results.Regions().ToHashSet();
        var missing = new List<int>();
        var kept = new JobTally();
        foreach (var region in plan.Regions())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!stored.Contains(region.Index) || results.Load(region.Index, job.Key) is not { } result)
            {
                missing.Add(region.Index);
                continue;
            }

            kept = kept.Add(Kept(result));
        }

        store.Count(job.Id, kept);
        return [.. missing.OrderBy(plan.OrderOf)];
    }

    private static JobTally Kept(RegionResult result) => new()
    {
        RegionsKept = 1,
        RegionsDone = 1,
        TilesKept = result.TilesRun + result.TilesSkipped,
        Detections = result.Detections.Count,
    };
}
