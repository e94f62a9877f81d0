using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs;
using RedKube.Core.Merging;
using RedKube.Core.Outputs;
using RedKube.Core.Planning;

namespace RedKube.Aggregator;

/// <summary>The aggregator stage: once every region is done or given up, merges their detections, writes the features, puts the output in its place.</summary>
/// <param name="images">Opens images.</param>
/// <param name="writers">Makes writers.</param>
/// <param name="folders">Opens job folders.</param>
/// <param name="outputs">Where outputs go.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
/// <param name="options">How it works.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class AggregatorService(
    IRasterSource images,
    IFeatureWriterFactory writers,
    IJobFolders folders,
    IOutputStore outputs,
    IJobStore store,
    IWorkQueue queue,
    AggregatorOptions options,
    TimeProvider time,
    ILogger<AggregatorService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var lease = await queue.ClaimAsync(WorkStage.Merge, null, stoppingToken);
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

    // The stage's outer loop: whatever goes wrong becomes the failure of the job; results of regions stay.
    private async Task RunAsync(Lease lease, CancellationToken stopping)
    {
        var id = lease.Item.Job;
        Job? ended = null;
        try
        {
            await LeaseKeeper.RunAsync(queue, lease, options.RenewEvery, time, async token => ended = await MergeAsync(id, token), stopping);
            await queue.CompleteAsync(lease, CancellationToken.None);
            await store.UpdateAsync(id, job => ended ?? job, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            await queue.GiveBackAsync(lease, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.Failed(logger, id, e);
            await FailAsync(lease, JobFailure.Of(e));
        }
    }

    // No space and a folder that cannot be written are the user's to mend: the same command goes on.
    private async Task FailAsync(Lease lease, JobFailure failure)
    {
        var isFinal = failure.Code is ErrorCode.NoSpace or ErrorCode.OutputNotWritable;
        if (isFinal || await queue.FailAsync(lease, failure, CancellationToken.None))
        {
            await queue.RemoveAsync(lease.Item.Job, CancellationToken.None);
            await store.UpdateAsync(lease.Item.Job, job => job with { State = JobState.Failed, Failure = failure }, CancellationToken.None);
        }
    }

    private async Task<Job> MergeAsync(JobId id, CancellationToken cancellation)
    {
        var job = await store.UpdateAsync(id, static j => j with { State = JobState.Merging }, cancellation);
        if (job.State.IsFinal())
        {
            return job;
        }

        var plan = new Plan(job.Plan ?? throw new RedKubeException(ErrorCode.Bug, $"The job {id} was to be merged without a plan."));
        var folder = folders.Open(job.Folder);
        var gathering = Gathering.Of(job, plan, folder.Results, await queue.DeadLettersAsync(id, cancellation), cancellation);
        if (gathering.Regions == 0 && gathering.Missing.Count > 0)
        {
            return job with { State = JobState.Failed, Failure = gathering.Missing[0].Failure, Missing = gathering.Missing };
        }

        var start = time.GetTimestamp();
        var merged = gathering.Detections;
        var found = merged.Count;
        Merger.MergeInPlace(merged, plan.Grid, MergeOptionsOf(job));
        if (plan.Area is { } area)
        {
            merged.RemoveAll(detection => !area.Contains((detection.Shape?.Bounds ?? detection.Box).Centre));
        }

        var merging = time.GetElapsedTime(start);
        start = time.GetTimestamp();
        job = Finish(job, folder, gathering, new OutputMaker(images, writers).Write(job, merged, PartPath(job), cancellation));
        Log.Placed(logger, id, job.State, merged.Count, gathering.Missing.Count);
        var report = ReportMaker.Make(job, plan, gathering, merged, await store.TallyAsync(id, cancellation), found, merging, time.GetElapsedTime(start));
        if (job.ReportPath is { } path)
        {
            outputs.Write(path, ReportMaker.Bytes(report));
        }

        return job with { Report = report };
    }

    private string PartPath(Job job) => outputs.PartPath(job.OutputPath, job.Id.Value, job.Folder);

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

    // job.json names the file before it is in its place and says done after: whenever the process dies, the next one knows the file.
    private Job Finish(Job job, IJobFolder folder, Gathering gathering, IReadOnlyList<string> warnings)
    {
        if (gathering.Runtimes.Count > 1)
        {
            warnings = [.. warnings, $"Results were made by {string.Join(" and ", gathering.Runtimes)}; another run may differ in the last digits."];
        }

        foreach (var warning in warnings)
        {
            store.Say(new JobMessage(job.Id, warning, IsWarning: true));
        }

        var part = PartPath(job);
        job = job with { Output = AtomicFile.Stamp(part), Missing = gathering.Missing, Warnings = [.. job.Warnings, .. warnings] };
        folder.Write(job);
        outputs.Place(part, job.OutputPath, job.Replaces);
        job = job with { State = gathering.Missing.Count == 0 ? JobState.Done : JobState.Partial };
        folder.Write(job);
        if (job.State == JobState.Done && !job.KeepWork)
        {
            folder.Results.Clear();
        }

        return job;
    }
}
