using RedKube.Core.Errors;
using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

/// <summary>A queue whose server is away for the first claims or completions.</summary>
/// <param name="inner">The queue.</param>
/// <param name="time">The clock.</param>
internal sealed class UnsteadyQueue(IWorkQueue inner, TimeProvider time) : IWorkQueue
{
    private readonly Lock gate = new();
    private readonly List<DateTimeOffset> claims = [];

    public int ClaimsThatFail { get; set; }

    public int CompletionsThatFail { get; set; }

    /// <summary>When each claim was asked for.</summary>
    public IReadOnlyList<DateTimeOffset> Claims
    {
        get
        {
            lock (gate)
            {
                return [.. claims];
            }
        }
    }

    public Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation)
    {
        lock (gate)
        {
            claims.Add(time.GetUtcNow());
            if (claims.Count <= ClaimsThatFail)
            {
                throw Away();
            }
        }

        return inner.ClaimAsync(stage, models, cancellation);
    }

    public Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation) =>
        CompletionsThatFail-- > 0 ? throw Away() : inner.CompleteAsync(lease, cancellation);

    public Task EnqueueJobAsync(JobTicket ticket, CancellationToken cancellation) => inner.EnqueueJobAsync(ticket, cancellation);

    public Task EnqueueRegionsAsync(JobId job, IReadOnlyList<int> regions, CancellationToken cancellation) => inner.EnqueueRegionsAsync(job, regions, cancellation);

    public Task<bool> RenewAsync(Lease lease, CancellationToken cancellation) => inner.RenewAsync(lease, cancellation);

    public Task GiveBackAsync(Lease lease, CancellationToken cancellation) => inner.GiveBackAsync(lease, cancellation);

    public Task<bool> FailAsync(Lease lease, JobFailure failure, CancellationToken cancellation) => inner.FailAsync(lease, failure, cancellation);

    public Task RemoveAsync(JobId job, CancellationToken cancellation) => inner.RemoveAsync(job, cancellation);

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(JobId job, CancellationToken cancellation) => inner.DeadLettersAsync(job, cancellation);

    public Task<bool> SendAgainAsync(WorkItem item, CancellationToken cancellation) => inner.SendAgainAsync(item, cancellation);

    public Task<bool> PauseAsync(JobId job, CancellationToken cancellation) => inner.PauseAsync(job, cancellation);

    public Task<bool> ResumeAsync(JobId job, CancellationToken cancellation) => inner.ResumeAsync(job, cancellation);

    public Task LimitAsync(string model, int? mostRegions, CancellationToken cancellation) => inner.LimitAsync(model, mostRegions, cancellation);

    public Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellation) => inner.DepthsAsync(cancellation);

    public Task<IReadOnlyDictionary<int, RegionState>> RegionsAsync(JobId job, CancellationToken cancellation) => inner.RegionsAsync(job, cancellation);

    private static RedKubeException Away() => new(ErrorCode.QueueAway, "The server is away.");
}
