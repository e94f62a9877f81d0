using System.Collections.Concurrent;
using System.Diagnostics;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;
using RedKube.Core.Merging;
using RedKube.Core.Outputs;
using RedKube.Core.Planning;
using RedKube.ServiceDefaults;

namespace RedKube.Aggregator;

/// <summary>The aggregator stage: once every region is done or given up, merges their detections, writes the features, puts the output in its place.</summary>
/// <param name="images">Opens images.</param>
/// <param name="writers">Makes writers.</param>
/// <param name="outputs">Where outputs go.</param>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
/// <param name="options">How it works.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class AggregatorService(
    IRasterSource images,
    IFeatureWriterFactory writers,
    IOutputStore outputs,
    IJobPlace place,
    IJobStore store,
    IWorkQueue queue,
    AggregatorOptions options,
    TimeProvider time,
    ILogger<AggregatorService> logger) : BackgroundService, IStageWork
{
    // Storage that loses what it was given will do so again.
    private const int MostRepeats = 3;

    private readonly JobLedger ledger = new(place, store, queue, time);
    private readonly OutputPlacing placing = new(outputs, place, queue, time);

    // By lease: a merge that was left to itself because it hung may come back while another is in work.
    private readonly ConcurrentDictionary<string, Job> ended = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task WorkAsync(Lease lease, CancellationToken cancellation)
    {
        using var scope = WorkScope.Of(logger, lease);
        using var span = StageSpan.Start(AggregatorTelemetry.Source, "merge", lease);
        var id = lease.Item.Job;
        if (await store.FindAsync(id, cancellation) is null)
        {
            // The store lost its memory: the job comes back from its folder.
            await queue.RemoveAsync(id, cancellation);
            return;
        }

        var job = await store.UpdateAsync(id, static j => j with { State = JobState.Merging }, cancellation);
        if (job.State.IsFinal())
        {
            return;
        }

        if ((placing.Ended(job) ?? await MergeAsync(job, lease, span, cancellation)) is { } done)
        {
            ended[lease.Token] = done;
        }
    }

    /// <inheritdoc/>
    public async Task CompletedAsync(Lease lease)
    {
        if (ended.TryRemove(lease.Token, out var job))
        {
            await Backoff.PersistAsync(() => store.UpdateAsync(job.Id, _ => job, CancellationToken.None), Waits, time, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public Task GivenUpAsync(Lease lease, JobFailure failure) => ledger.FailAsync(lease.Item.Job, failure, CancellationToken.None);

    /// <inheritdoc/>
    public FailureVerdict Judge(Exception cause) => cause switch
    {
        RedKubeException { Code: ErrorCode.QueueAway } => FailureVerdict.Away,
        RedKubeException e when e.Code.WaitsForStorage() && !options.EndsJobWithoutSpace => FailureVerdict.Deferred,

        // The user's to mend: the same command goes on.
        RedKubeException { Code: ErrorCode.NoSpace or ErrorCode.OutputNotWritable } when options.EndsJobWithoutSpace => FailureVerdict.Final,
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
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new StageLoop(queue, WorkStage.Merge, options.RenewEvery, time).RunAsync(this, stoppingToken);

    // Null where the job is not at its end yet.
    private async Task<Job?> MergeAsync(Job job, Lease lease, Activity? span, CancellationToken cancellation)
    {
        var plan = new Plan(job.Plan ?? throw new RedKubeException(ErrorCode.Bug, $"The job {job.Id} was to be merged without a plan."));
        var gathering = await GatherAsync(job, plan, cancellation);
        if (gathering.Lost > 0 && job.Repeats < MostRepeats)
        {
            await RepeatAsync(job, lease, gathering.Lost, cancellation);
            return null;
        }

        if (gathering.Regions == 0 && gathering.Missing.Count > 0)
        {
            return await ledger.WriteAsync(
                job, _ => job with { State = JobState.Failed, Failure = gathering.Missing[0].Failure, Missing = gathering.Missing }, cancellation);
        }

        var start = time.GetTimestamp();
        var merged = gathering.Detections;
        var found = merged.Count;
        Combine(job, plan, merged);
        var merging = time.GetElapsedTime(start);
        start = time.GetTimestamp();
        var part = placing.PartOf(job, lease);
        try
        {
            var warnings = Warnings(gathering, Write(job, merged, part, cancellation));
            job = job with { Missing = gathering.Missing, Warnings = [.. job.Warnings, .. warnings] };
            var tally = await store.TallyAsync(job.Id, cancellation);
            job = job with { Report = ReportMaker.Make(job, plan, gathering, merged, tally, found, merging, time.GetElapsedTime(start)) };
            job = await PlaceAsync(job, lease, part, cancellation);
            AggregatorTelemetry.Placed(span, job, merged.Count);
            Tell(job, warnings);
            Log.Placed(logger, job.Id, job.State, merged.Count, gathering.Missing.Count);
            return job;
        }
        finally
        {
            AtomicFile.TryDeleteAll(Path.GetDirectoryName(part)!, Path.GetFileName(part) + "*");
        }
    }

    // A result that is torn or gone is done again: planned anew, the tiler finds which these are.
    private async Task RepeatAsync(Job job, Lease lease, int lost, CancellationToken cancellation)
    {
        await placing.RequireLeaseAsync(job, lease, cancellation);
        var again = await ledger.WriteAsync(job, stored => stored with { State = JobState.Running, Repeats = job.Repeats + 1 }, cancellation);
        await store.UpdateAsync(job.Id, _ => again, cancellation);
        if (again.State.IsFinal())
        {
            return;
        }

        store.Count(job.Id, new JobTally { RegionsDone = -lost });
        store.Say(new JobMessage(job.Id, $"{lost} stored results are torn or gone; their regions are done again. Look after the storage of the job's folder.", IsWarning: true));
        Log.Repeats(logger, job.Id, lost);

        // Taking the job out of the queue ends this lease; whoever dies in between leaves a job that recovery brings back.
        await queue.RemoveAsync(job.Id, CancellationToken.None);
        await queue.EnqueueJobAsync(JobTicket.Of(again), CancellationToken.None);
    }

    private async Task<Gathering> GatherAsync(Job job, Plan plan, CancellationToken cancellation)
    {
        using var span = AggregatorTelemetry.Source.StartActivity("gather");
        return Gathering.Of(job, plan, place.FolderOf(job).Results, await queue.DeadLettersAsync(job.Id, cancellation), cancellation);
    }

    private static void Combine(Job job, Plan plan, List<Detection> detections)
    {
        using var span = AggregatorTelemetry.Source.StartActivity("combine");
        Merger.MergeInPlace(detections, plan.Grid, MergeOptionsOf(job));
        if (plan.Area is { } area)
        {
            detections.RemoveAll(detection => !area.Contains((detection.Shape?.Bounds ?? detection.Box).Centre));
        }
    }

    private IReadOnlyList<string> Write(Job job, List<Detection> merged, string part, CancellationToken cancellation)
    {
        using var span = AggregatorTelemetry.Source.StartActivity("write");
        return new OutputMaker(images, writers).Write(job, merged, part, cancellation);
    }

    private async Task<Job> PlaceAsync(Job job, Lease lease, string part, CancellationToken cancellation)
    {
        using var span = AggregatorTelemetry.Source.StartActivity("place");
        return await placing.PlaceAsync(job, lease, part, cancellation);
    }

    private void Tell(Job job, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            store.Say(new JobMessage(job.Id, warning, IsWarning: true));
        }
    }

    private static List<string> Warnings(Gathering gathering, IReadOnlyList<string> ofOutput) => gathering.Runtimes.Count > 1
        ? [.. ofOutput, $"Results were made by {string.Join(" and ", gathering.Runtimes)}; another run may differ in the last digits."]
        : [.. ofOutput];

    private static MergeOptions MergeOptionsOf(Job job)
    {
        var usual = new MergeOptions();
        return new MergeOptions
        {
            Rule = job.Options.Merge,
            Metric = job.Options.Metric,
            Threshold = job.Options.MergeThreshold,
            ClassAgnostic = job.Options.ClassAgnostic,
            Confidence = job.Options.Confidence ?? job.Model.Card.Confidence ?? usual.Confidence,
        };
    }
}
