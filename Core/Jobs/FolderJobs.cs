using System.Collections.Concurrent;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Jobs.Telemetry;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>
/// The way in over job folders, whatever the queue: that of one process or of a cluster. A job's folder is written before its work is enqueued. Where this
/// process works alone it holds the folder's lock until the job has ended; where others share the folder, for moments only.
/// </summary>
/// <param name="images">Opens images.</param>
/// <param name="detectors">Opens models.</param>
/// <param name="outputs">Where outputs go.</param>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="models">Where models are kept.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
/// <param name="time">The clock.</param>
public sealed class FolderJobs(
    IRasterSource images,
    IDetectorFactory detectors,
    IOutputStore outputs,
    IJobPlace place,
    IModelPlace models,
    IJobStore store,
    IWorkQueue queue,
    TimeProvider time) : IJobs
{
    private readonly ConcurrentDictionary<JobId, IDisposable> locks = [];
    private readonly ConcurrentDictionary<JobId, bool> foundDone = [];
    private readonly JobDescriber describer = new(images, detectors, outputs, place);
    private readonly JobLedger ledger = new(place, store, queue, time);

    /// <inheritdoc/>
    public async Task<JobId> SubmitAsync(DetectRequest request, CancellationToken cancellation)
    {
        using var span = QueueTelemetry.Submit();
        var wanted = describer.Describe(request) with { Trace = span?.Id };
        span?.SetTag(TelemetryKeys.JobId, wanted.Id.Value);
        if (await IsUnderWayAsync(wanted.Id, cancellation))
        {
            return wanted.Id;
        }

        wanted = wanted with { Model = await models.KeepAsync(wanted.Model, cancellation) };
        var folder = place.FolderOf(wanted);
        await BeginAsync(wanted.Id, folder, () => Admit(wanted, folder, request.Fresh), cancellation);
        return wanted.Id;
    }

    /// <inheritdoc/>
    public async Task<JobOutcome> WaitAsync(JobId job, Action<JobEvent>? onEvent, CancellationToken cancellation)
    {
        var ended = await JobWatch.UntilEndedAsync(job, place, store, onEvent, time, cancellation);
        Release(job);
        return new JobOutcome(job, ended.State)
        {
            WasDone = foundDone.TryRemove(job, out _) && ended.State == JobState.Done,
            Failure = ended.Failure,
            Report = ended.Report,
            Missing = ended.Missing,
        };
    }

    /// <inheritdoc/>
    public async Task CancelAsync(JobId job, CancellationToken cancellation)
    {
        await GetAsync(job, cancellation);
        await ledger.CancelAsync(job, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    /// <inheritdoc/>
    public async Task<Job?> FindAsync(JobId job, CancellationToken cancellation) => await store.FindAsync(job, cancellation) ?? place.Find(job)?.Read();

    /// <inheritdoc/>
    public async Task PauseAsync(JobId job, CancellationToken cancellation)
    {
        var known = await GetAsync(job, cancellation);
        if (!known.State.IsFinal())
        {
            await ledger.WriteAsync(known, static j => j with { State = JobState.Paused }, cancellation);
            await queue.PauseAsync(job, cancellation);
            await store.UpdateAsync(job, static j => j with { State = JobState.Paused }, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(JobId job, CancellationToken cancellation)
    {
        var known = await GetAsync(job, cancellation);
        if (!known.State.IsFinal())
        {
            await ledger.WriteAsync(known, Resumed, cancellation);
            await store.UpdateAsync(job, Resumed, cancellation);
            await queue.ResumeAsync(job, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> RetryAsync(JobId job, CancellationToken cancellation)
    {
        var known = await GetAsync(job, cancellation);
        return known.State.IsFinal() ? await BeginAgainAsync(known, cancellation) : await SendAgainAsync(job, cancellation);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(JobId job, CancellationToken cancellation)
    {
        var known = await GetAsync(job, cancellation);
        await ledger.CancelAsync(job, cancellation);
        Release(job);
        var folder = place.FolderOf(known);
        using (await LockAsync(folder, cancellation))
        {
            folder.Delete();
        }

        await store.RemoveAsync(job, cancellation);
    }

    private static Job Resumed(Job job) =>
        job.State == JobState.Paused ? job with { State = job.Plan is null ? JobState.Queued : JobState.Running } : job;

    private async Task<bool> SendAgainAsync(JobId job, CancellationToken cancellation)
    {
        var sent = false;
        foreach (var dead in await queue.DeadLettersAsync(job, cancellation))
        {
            sent |= await queue.SendAgainAsync(dead.Item, cancellation);
        }

        return sent;
    }

    // The tiler finds what is missing by what is stored.
    private async Task<bool> BeginAgainAsync(Job known, CancellationToken cancellation)
    {
        var folder = place.FolderOf(known);
        return known.State != JobState.Done && await BeginAsync(
            known.Id,
            folder,
            () => JobAdmission.Admit(known with { State = JobState.Queued, Failure = null, Report = null }, folder.Read(), true, outputs.Stamp(known.OutputPath), fresh: false),
            cancellation);
    }

    // Whether it was begun: false where it is under way already, or there is nothing to do.
    private async Task<bool> BeginAsync(JobId id, IJobFolder folder, Func<Job> admit, CancellationToken cancellation)
    {
        var held = await LockAsync(folder, cancellation);
        var keeps = false;
        try
        {
            if (place.IsShared && await IsUnderWayAsync(id, cancellation))
            {
                return false;
            }

            var before = folder.Read();
            var job = admit();
            if (job.State.IsFinal())
            {
                if (job is { ReportPath: { } path, Report: { } report })
                {
                    outputs.Write(path, RunReportJson.Write(report));
                }

                await store.AddAsync(job, cancellation);
                foundDone[id] = true;
                return false;
            }

            foundDone.TryRemove(id, out _);
            folder.Write(job);
            await store.AddAsync(job, cancellation);
            await EnqueueAsync(job, folder, before, cancellation);
            keeps = !place.IsShared;
            if (keeps)
            {
                locks[id] = held;
                _ = ReleaseOnceEndedAsync(id);
            }

            return true;
        }
        finally
        {
            if (!keeps)
            {
                held.Dispose();
            }
        }
    }

    // A queue that refuses a job must not find it in its folder later.
    private async Task EnqueueAsync(Job job, IJobFolder folder, Job? before, CancellationToken cancellation)
    {
        try
        {
            await queue.EnqueueJobAsync(JobTicket.Of(job), cancellation);
        }
        catch (RedKubeException e) when (e.Code == ErrorCode.ModelNameTaken)
        {
            folder.Write((before ?? job) with { State = before is { State: var state } && state.IsFinal() ? state : JobState.Failed, Failure = JobFailure.Of(e) });
            await store.UpdateAsync(job.Id, j => j with { State = JobState.Failed, Failure = JobFailure.Of(e) }, cancellation);
            throw;
        }
    }

    private async Task<bool> IsUnderWayAsync(JobId id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } known && !known.State.IsFinal();

    private async Task<IDisposable> LockAsync(IJobFolder folder, CancellationToken cancellation) =>
        place.IsShared ? await SharedFolderLock.TakeAsync(folder, time, cancellation) : folder.Lock();

    private async Task<Job> GetAsync(JobId job, CancellationToken cancellation) => await FindAsync(job, cancellation)
        ?? throw new RedKubeException(ErrorCode.JobNotFound, $"There is no job {job}. List the jobs there are; those that ended are kept for a limited time.");

    // Nobody need wait for a job: its lock goes with its end.
    private async Task ReleaseOnceEndedAsync(JobId job)
    {
        await foreach (var happened in store.WatchAsync(job, CancellationToken.None))
        {
            if (happened is JobProgress { State: var state } && state.IsFinal())
            {
                Release(job);
            }
        }
    }

    private void Release(JobId job)
    {
        if (locks.TryRemove(job, out var held))
        {
            held.Dispose();
        }
    }

    private Job Admit(Job wanted, IJobFolder folder, bool fresh)
    {
        var stored = fresh ? null : folder.Read();
        var output = outputs.Stamp(wanted.OutputPath);
        var job = JobAdmission.Admit(wanted, stored, folder.Results.Regions().Count > 0, output, fresh);
        if (fresh || (stored is not null && stored.Key != wanted.Key))
        {
            folder.Clear();
        }

        return job;
    }
}
