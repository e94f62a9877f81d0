using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>
/// Fills store and queue again from the job folders, which are the truth: after a restart, after a server lost its memory, after a process died between
/// two steps. Any number of processes may do it at the same time; each step may be repeated. Folders of jobs that ended long ago are deleted; outputs never are.
/// </summary>
/// <param name="place">Where jobs have their folders.</param>
/// <param name="store">Jobs under way.</param>
/// <param name="queue">Work.</param>
/// <param name="time">The clock.</param>
/// <param name="keep">How long the folder of a job that has ended stays; null: for ever.</param>
public sealed class JobRecovery(IJobPlace place, IJobStore store, IWorkQueue queue, TimeProvider time, TimeSpan? keep = null)
{
    private const int PassesUntilReadAgain = 30;

    // Whoever waits for a job hears of its end within seconds, and must find it then.
    private static readonly TimeSpan LeastKept = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongKept = TimeSpan.FromHours(1);
    private readonly JobLedger ledger = new(place, store, queue, time);
    private readonly HashSet<JobId> ended = [];
    private string memory = "";
    private int passes;

    /// <summary>
    /// Looks at every job folder once. Those of jobs that had ended are looked at again where the store takes the job for unfinished or has lost its memory, and now and then.
    /// </summary>
    /// <param name="onUnreadable">Told of a job that cannot be looked after now; the others go on.</param>
    /// <param name="cancellation">Stops it between jobs.</param>
    /// <returns>Unfinished jobs that the store did not know.</returns>
    /// <exception cref="RedKubeException">RK5001 where the queue is away; RK4005 where the folders cannot be listed.</exception>
    public async Task<IReadOnlyList<JobId>> RunAsync(Action<JobId, RedKubeException> onUnreadable, CancellationToken cancellation)
    {
        var open = await store.OpenAsync(cancellation);
        var forgot = open.Memory != memory;
        if (forgot || ++passes % PassesUntilReadAgain == 0)
        {
            ended.Clear();
        }

        var found = new List<JobId>();
        foreach (var id in place.List().Where(id => !ended.Contains(id) || open.Ids.Contains(id)))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (place.Find(id) is { } folder && await RecoverAsync(folder, open.Ids.Contains(id), forgot, cancellation))
                {
                    found.Add(id);
                }
            }
            catch (RedKubeException e) when (e.Code != ErrorCode.QueueAway)
            {
                onUnreadable(id, e);
            }
        }

        // Only now: a pass that was broken off is made again.
        memory = open.Memory;
        return found;
    }

    // Under the folder's lock: a job.json that its submitter has just written is no orphan. Where the lock is held, the next pass looks again.
    private async Task<bool> RecoverAsync(IJobFolder folder, bool isOpen, bool forgot, CancellationToken cancellation)
    {
        if (folder.Read() is not { } job)
        {
            return false;
        }

        if (job.State.IsFinal())
        {
            await KeepOrDeleteAsync(job, folder, isOpen, forgot, cancellation);
            return false;
        }

        bool isNew;
        try
        {
            using var held = folder.Lock();
            isNew = folder.Read() is { State: var state } stored && !state.IsFinal() && await RecoverAsync(stored, folder, cancellation);
        }
        catch (RedKubeException e) when (e.Code == ErrorCode.JobFolderLocked)
        {
            return false;
        }

        await EndIfStuckAsync(job.Id, cancellation);
        return isNew;
    }

    private async Task KeepOrDeleteAsync(Job job, IJobFolder folder, bool isOpen, bool forgot, CancellationToken cancellation)
    {
        if (isOpen)
        {
            await EndAsync(job.Id, folder, cancellation);
        }
        else if (IsOld(folder))
        {
            await DeleteAsync(job.Id, folder, cancellation);
        }
        else if (forgot && await store.FindAsync(job.Id, cancellation) is null)
        {
            await store.AddAsync(job, cancellation);
        }

        if (!(keep < LongKept))
        {
            ended.Add(job.Id);
        }
    }

    // Whoever ended the job died before store and queue heard of it. Under the folder's lock: the same job may be submitted again at this moment.
    private async Task EndAsync(JobId id, IJobFolder folder, CancellationToken cancellation)
    {
        try
        {
            using var held = folder.Lock();
            if (folder.Read() is { State: var state } job && state.IsFinal() && await store.FindAsync(id, cancellation) is not null)
            {
                await queue.RemoveAsync(id, cancellation);
                await store.UpdateAsync(id, _ => job, cancellation);
            }
        }
        catch (RedKubeException e) when (e.Code == ErrorCode.JobFolderLocked)
        {
            // Somebody is at work on it; the next pass looks again.
        }
    }

    private bool IsOld(IJobFolder folder) => keep is { } most && folder.WrittenAt() is { } written && time.GetUtcNow() - written > (most > LeastKept ? most : LeastKept);

    // Under the folder's lock: the same job may be submitted again at this moment.
    private async Task DeleteAsync(JobId id, IJobFolder folder, CancellationToken cancellation)
    {
        try
        {
            using var held = folder.Lock();
            if (folder.Read() is { State: var state } && state.IsFinal() && IsOld(folder))
            {
                folder.Delete();
                await store.RemoveAsync(id, cancellation);
            }
        }
        catch (RedKubeException e) when (e.Code == ErrorCode.JobFolderLocked)
        {
            // Its user goes on with it.
        }
    }

    private async Task<bool> RecoverAsync(Job job, IJobFolder folder, CancellationToken cancellation)
    {
        var known = await store.FindAsync(job.Id, cancellation);

        // Storage without locks lets a job end since its job.json was read: it says so there before the store knows.
        if (known is { State: var state } && state.IsFinal() && folder.Read() is not { State: JobState.Queued or JobState.Planning or JobState.Running or JobState.Paused or JobState.Merging })
        {
            return false;
        }

        var isNew = (known is null || known.State.IsFinal()) && await store.AddAsync(job with { State = job.State == JobState.Paused ? JobState.Paused : JobState.Queued }, cancellation);
        await queue.EnqueueJobAsync(JobTicket.Of(job) with { Trace = job.Trace ?? JobTicket.NewTrace() }, cancellation);
        // Again and again: whoever brought it back may have died before the queue knew.
        if (job.State == JobState.Paused)
        {
            await queue.PauseAsync(job.Id, cancellation);
        }

        return isNew;
    }

    // Planning or merging was given up, and whoever was to end the job died.
    private async Task EndIfStuckAsync(JobId id, CancellationToken cancellation)
    {
        var dead = (await queue.DeadLettersAsync(id, cancellation)).FirstOrDefault(static d => d.Item.Stage != WorkStage.Detect);
        if (dead is not null)
        {
            await ledger.FailAsync(id, dead.Failure, cancellation);
        }
    }
}
