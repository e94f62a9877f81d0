using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Jobs;

/// <summary>The list of jobs, asked for at most once a while however many look at it. Safe for any number of threads.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="time">The clock.</param>
internal sealed class JobBoard(IJobs jobs, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(400);
    private readonly Lock gate = new();
    private Task<IReadOnlyList<JobRecord>>? list;
    private long asked;

    /// <summary>All jobs, the last submitted first; up to 0.4 s old.</summary>
    /// <param name="cancellation">Gives the waiting up.</param>
    public Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (list is null || list.IsFaulted || list.IsCanceled || (list.IsCompleted && time.GetElapsedTime(asked) > Fresh))
            {
                asked = time.GetTimestamp();
                list = jobs.ListAsync(CancellationToken.None);
            }

            return list.WaitAsync(cancellation);
        }
    }

    /// <summary>A job as it is now.</summary>
    /// <param name="id">16 hex digits.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK5002 where there is none.</exception>
    public async Task<JobRecord> GetAsync(string id, CancellationToken cancellation)
    {
        var job = await FindAsync(id, cancellation);
        var record = await RecordAsync(id, cancellation);
        if (record?.Job.State != job.State)
        {
            // The list was made before: who has just heard of a job's end must not be shown it running.
            Forget();
            record = await RecordAsync(id, cancellation) ?? throw Missing(id);
        }

        return record;
    }

    /// <summary>A job without its count, always of this moment.</summary>
    /// <param name="id">16 hex digits.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="RedKubeException">RK5002 where there is none.</exception>
    public async Task<Job> FindAsync(string id, CancellationToken cancellation) =>
        await jobs.FindAsync(new JobId(id), cancellation) ?? throw Missing(id);

    /// <summary>Says that something was changed: the next to ask is told.</summary>
    public void Forget()
    {
        lock (gate)
        {
            list = null;
        }
    }

    private async Task<JobRecord?> RecordAsync(string id, CancellationToken cancellation) =>
        (await ListAsync(cancellation)).FirstOrDefault(r => r.Job.Id.Value == id);

    private static RedKubeException Missing(string id) =>
        new(ErrorCode.JobNotFound, $"There is no job {(id.Length > 64 ? id[..64] + "…" : id)}. GET /api/v1/jobs lists those that are known.");
}
