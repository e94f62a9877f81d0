using System.Collections.Concurrent;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;

namespace RedKube.Core.Jobs;

/// <summary>The way in where all stages run in this process. Holds the lock of each job's folder until the job has ended.</summary>
/// <param name="images">Opens images.</param>
/// <param name="models">Opens models.</param>
/// <param name="folders">Opens job folders.</param>
/// <param name="outputs">Where outputs go.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
public sealed class InProcessJobs(IRasterSource images, IDetectorFactory models, IJobFolders folders, IOutputStore outputs, IJobStore store, IWorkQueue queue)
    : IJobs
{
    private readonly ConcurrentDictionary<JobId, IDisposable> locks = [];

    /// <inheritdoc/>
    public async Task<JobId> SubmitAsync(DetectRequest request, CancellationToken cancellation)
    {
        var wanted = Describe(request);
        if (await store.FindAsync(wanted.Id, cancellation) is { } known && !known.State.IsFinal())
        {
            return known.Id;
        }

        var folder = folders.Open(wanted.Folder);
        var held = folder.Lock();
        try
        {
            var job = Admit(wanted, folder, request.Fresh);
            if (job.State.IsFinal())
            {
                await store.AddAsync(job, cancellation);
                held.Dispose();
                return job.Id;
            }

            await StartAsync(job, folder, held, cancellation);
            return job.Id;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<JobOutcome> WaitAsync(JobId job, Action<JobEvent>? onEvent, CancellationToken cancellation)
    {
        await foreach (var happened in store.WatchAsync(job, cancellation))
        {
            onEvent?.Invoke(happened);
        }

        var ended = await store.FindAsync(job, cancellation) ?? throw new RedKubeException(ErrorCode.JobNotFound, $"There is no job {job} in this process.");
        Release(job);
        return new JobOutcome(job, ended.State)
        {
            WasDone = ended.State == JobState.Done && ended.Report is null,
            Failure = ended.Failure,
            Report = ended.Report,
            Missing = ended.Missing,
        };
    }

    /// <inheritdoc/>
    public async Task CancelAsync(JobId job, CancellationToken cancellation)
    {
        await queue.RemoveAsync(job, cancellation);
        await store.UpdateAsync(job, static j => j with { State = JobState.Cancelled }, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    /// <inheritdoc/>
    public Task<Job?> FindAsync(JobId job, CancellationToken cancellation) => store.FindAsync(job, cancellation);

    /// <inheritdoc/>
    public async Task PauseAsync(JobId job, CancellationToken cancellation)
    {
        await GetAsync(job, cancellation);
        await queue.PauseAsync(job, cancellation);
        await store.UpdateAsync(job, static j => j with { State = JobState.Paused }, cancellation);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(JobId job, CancellationToken cancellation)
    {
        await store.UpdateAsync(
            job, static j => j.State == JobState.Paused ? j with { State = j.Plan is null ? JobState.Queued : JobState.Running } : j, cancellation);
        await queue.ResumeAsync(job, cancellation);
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
        await CancelAsync(job, cancellation);
        Release(job);
        var folder = folders.Open(known.Folder);
        using (folder.Lock())
        {
            folder.Clear();
        }

        await store.RemoveAsync(job, cancellation);
    }

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
        if (known.State == JobState.Done)
        {
            return false;
        }

        var folder = folders.Open(known.Folder);
        var held = folder.Lock();
        try
        {
            var job = JobAdmission.Admit(known with { State = JobState.Queued, Failure = null, Report = null }, folder.Read(), true, outputs.Stamp(known.OutputPath), fresh: false);
            if (job.State.IsFinal())
            {
                held.Dispose();
                return false;
            }

            await StartAsync(job, folder, held, cancellation);
            return true;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private async Task StartAsync(Job job, IJobFolder folder, IDisposable held, CancellationToken cancellation)
    {
        await store.AddAsync(job, cancellation);
        folder.Write(job);
        locks[job.Id] = held;
        await queue.EnqueueJobAsync(JobTicket.Of(job), cancellation);
        _ = ReleaseOnceEndedAsync(job.Id);
    }

    private async Task<Job> GetAsync(JobId job, CancellationToken cancellation) => await store.FindAsync(job, cancellation)
        ?? throw new RedKubeException(ErrorCode.JobNotFound, $"There is no job {job} in this process.");

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

    private Job Describe(DetectRequest request)
    {
        RequireFile("output", request.OutputPath);
        RequireFile("report", request.ReportPath);
        var model = models.Inspect(request.ModelPath);
        string version;
        using (var reader = images.Open(request.Image, request.Options.ReadOptions(request.Options.Bands ?? model.Card.Bands)))
        {
            version = reader.Info.ContentVersion;
        }

        // Once image and model are known to be good, so that a wrong command leaves nothing behind.
        outputs.Prepare("output", request.OutputPath);
        if (request.ReportPath is { } report)
        {
            outputs.Prepare("report", report);
        }

        var key = JobKey.Compute(request.Image, version, model.Hash, request.Options);
        var id = JobKey.Id(key, request.OutputPath);
        var output = StorageAddress.Full(request.OutputPath);
        return new Job
        {
            Id = id,
            Key = key,
            Image = request.Image,
            ContentVersion = version,
            Model = model,
            Options = request.Options,
            OutputPath = output,
            Format = request.Format,
            Folder = request.WorkDirectory is null ? output + ".redkube" : StorageAddress.Combine(StorageAddress.Full(request.WorkDirectory), id.Value),
            ReportPath = request.ReportPath is null ? null : StorageAddress.Full(request.ReportPath),
            KeepWork = request.KeepWork,
            Priority = request.Priority,
            Threads = request.Threads,
            StallTimeout = request.StallTimeout,
        };
    }

    private static void RequireFile(string what, string? path)
    {
        if (path is not null && Directory.Exists(path))
        {
            throw new RedKubeException(ErrorCode.OutputNotWritable, $"The {what} {path} is a folder; name a file in it.");
        }
    }
}
