using System.Diagnostics;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;
using RedKube.Core.Planning;
using RedKube.ServiceDefaults;

namespace RedKube.Tiler;

/// <summary>The tiler stage: claims jobs, opens their image, plans, writes job.json, then enqueues the regions that have no result yet.</summary>
/// <param name="images">Opens images.</param>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
/// <param name="options">What to plan for.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class TilerService(
    IRasterSource images,
    IJobPlace place,
    IJobStore store,
    IWorkQueue queue,
    TilerOptions options,
    TimeProvider time,
    ILogger<TilerService> logger) : BackgroundService, IStageWork
{
    private readonly JobLedger ledger = new(place, store, queue, time);

    /// <inheritdoc/>
    public async Task WorkAsync(Lease lease, CancellationToken cancellation)
    {
        using var scope = WorkScope.Of(logger, lease);
        using var span = StageSpan.Start(TilerTelemetry.Source, "plan", lease);
        var id = lease.Item.Job;
        if (await store.FindAsync(id, cancellation) is not { } known)
        {
            // The store lost its memory: the job comes back from its folder.
            await queue.RemoveAsync(id, cancellation);
            return;
        }

        WorkProgress.Watch(known.StallTimeout);
        var ended = place.Ended(known);
        var job = await store.UpdateAsync(id, j => ended ?? j with { State = Unless(JobState.Paused, j, JobState.Planning) }, cancellation);
        if (job.State.IsFinal())
        {
            await queue.RemoveAsync(id, cancellation);
            return;
        }

        await PlanAsync(job, span, cancellation);
    }

    /// <inheritdoc/>
    public Task CompletedAsync(Lease lease) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task GivenUpAsync(Lease lease, JobFailure failure) => ledger.FailAsync(lease.Item.Job, failure, CancellationToken.None);

    /// <inheritdoc/>
    public FailureVerdict Judge(Exception cause) => cause switch
    {
        RedKubeException { Code: ErrorCode.QueueAway } => FailureVerdict.Away,
        RedKubeException e when e.Code.WaitsForStorage() && !options.EndsJobWithoutSpace => FailureVerdict.Deferred,
        _ => FailureVerdict.Attempt,
    };

    /// <inheritdoc/>
    public void Failed(Lease lease, Exception cause) => Log.Failed(logger, lease.Item.Job, cause);

    /// <inheritdoc/>
    public void Deferred(Lease lease, Exception cause, TimeSpan wait)
    {
        Log.Deferred(logger, lease.Item.Job, wait, cause);
        store.Say(new JobMessage(lease.Item.Job, $"{cause.Message} It is tried again until that is mended.", IsWarning: true));
    }

    /// <inheritdoc/>
    public void Waits(Exception cause, TimeSpan wait) => Log.Waits(logger, wait, cause);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loop = options.EndsJobWithoutSpace

            // Nothing starts the command line anew, and its other images have a storage of their own.
            ? new StageLoop(queue, WorkStage.Plan, options.RenewEvery, time, options.AtOnce, int.MaxValue)
            : new StageLoop(queue, WorkStage.Plan, options.RenewEvery, time, options.AtOnce);
        return loop.RunAsync(this, stoppingToken);
    }

    private static JobState Unless(JobState kept, Job job, JobState state) => job.State == kept ? kept : state;

    private async Task PlanAsync(Job job, Activity? span, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var spec = job.Plan ?? new JobPlanner(images).Make(job.Image, job.Model, job.Options, options.CacheBytes, cancellation).Spec;
        var plan = new Plan(spec);
        span?.SetTag(TelemetryKeys.RegionCount, plan.RegionCount).SetTag(TelemetryKeys.TileCount, plan.TileCount);
        var reading = ReadEstimate.Of(plan);
        string[] warnings = [.. JobWarnings.Of(job.Image.PublicUri, InfoOf(job), job.Model, job.Options, plan, reading)];
        var (missing, kept) = StoredRegions.Of(job, plan, place.FolderOf(job).Results, cancellation);
        job = await store.UpdateAsync(
            job.Id,
            j => j with { State = Unless(JobState.Paused, j, JobState.Running), Plan = spec, Missing = [], Failure = null, Warnings = warnings },
            cancellation);
        var written = await ledger.WriteAsync(job, stored => job with { State = Unless(JobState.Paused, stored, job.State) }, cancellation);
        if (job.State.IsFinal() || written.State.IsFinal())
        {
            return;
        }

        await CountAsync(job.Id, plan, kept, time.GetElapsedTime(start), cancellation);
        foreach (var warning in warnings)
        {
            store.Say(new JobMessage(job.Id, warning, IsWarning: true));
        }

        Log.Planned(logger, job.Id, plan.RegionCount, plan.TileCount, missing.Count);
        await queue.EnqueueRegionsAsync(job.Id, missing, cancellation);
    }

    // Once, even where an earlier tiler died between counting and enqueuing.
    private async Task CountAsync(JobId id, Plan plan, JobTally kept, TimeSpan planning, CancellationToken cancellation)
    {
        if ((await store.TallyAsync(id, cancellation)).Regions == 0)
        {
            store.Count(id, kept.Add(new JobTally { Regions = plan.RegionCount, Tiles = plan.TileCount, Pixels = PixelsOf(plan), Planning = planning }));
        }
    }

    private ImageInfo InfoOf(Job job)
    {
        using var reader = images.Open(job.Image, job.Options.ReadOptions(null));
        return reader.Info;
    }

    private static long PixelsOf(Plan plan) => plan.Area is null ? plan.Spec.Image.Count : (long)Math.Min(plan.Area.SquarePixels, plan.Spec.Image.Count);
}
