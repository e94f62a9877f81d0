using RedKube.Core.Jobs;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Jobs;

/// <summary>Says who works and what waits, and sends again what was given up.</summary>
/// <param name="board">The jobs.</param>
/// <param name="jobs">What is done with them.</param>
/// <param name="queue">The queue.</param>
/// <param name="workers">Who works.</param>
internal sealed class ClusterDesk(JobBoard board, IJobs jobs, IWorkQueue queue, IWorkerRegistry workers)
{
    private const int MostLetters = 1000;
    private const int JobsAtOnce = 64;

    /// <summary>Everything at once.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    public async Task<ClusterView> ViewAsync(CancellationToken cancellation)
    {
        var list = await board.ListAsync(cancellation);
        var letters = new List<DeadLetterView>();
        foreach (var some in list.Chunk(JobsAtOnce))
        {
            letters.AddRange((await Task.WhenAll(some.Select(record => LettersAsync(record.Job, cancellation)))).SelectMany(static l => l));
            if (letters.Count >= MostLetters)
            {
                break;
            }
        }

        var pace = list.Where(static r => r.Job.State == JobState.Running).Sum(static r => r.Tally.ToProgress(r.Job.Id, r.Job.State).MegapixelsPerSecond);
        return new ClusterView(
            await workers.ListAsync(cancellation), await queue.DepthsAsync(cancellation), [.. letters.Take(MostLetters)], Math.Round(pace, 2));
    }

    /// <summary>Sends dead letters of a job again; of one that ended, its missing regions are done.</summary>
    /// <param name="id">The job.</param>
    /// <param name="region">One region, or null for all.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <returns>Whether there was anything to send.</returns>
    /// <exception cref="Core.Errors.RedKubeException">RK5002 where there is no such job.</exception>
    public async Task<bool> SendAgainAsync(string id, int? region, CancellationToken cancellation)
    {
        var job = await board.FindAsync(id, cancellation);
        var sent = region is { } one && !job.State.IsFinal()
            ? await queue.SendAgainAsync(new WorkItem(job.Id, WorkStage.Detect, one), cancellation)
            : await jobs.RetryAsync(job.Id, cancellation);
        board.Forget();
        return sent;
    }

    private async Task<IEnumerable<DeadLetterView>> LettersAsync(Job job, CancellationToken cancellation)
    {
        if (job.State.IsFinal())
        {
            return job.Missing.Select(m => new DeadLetterView(job.Id.Value, job.Image.Name, WorkStage.Detect, m.Region, FailureView.Of(m.Failure), m.Attempts));
        }

        return (await queue.DeadLettersAsync(job.Id, cancellation))
            .Select(d => new DeadLetterView(job.Id.Value, job.Image.Name, d.Item.Stage, d.Item.Region, FailureView.Of(d.Failure), d.Attempts));
    }
}
