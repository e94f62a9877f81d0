using RedKube.Core.Jobs;

namespace RedKube.Tests.Shared;

/// <summary>A queue that hands everything on to another: those who stand between change what they care about.</summary>
/// <param name="inner">The other queue.</param>
internal abstract class ForwardingWorkQueue(IWorkQueue inner) : IWorkQueue
{
    public virtual Task EnqueueJobAsync(JobTicket ticket, CancellationToken cancellation) => inner.EnqueueJobAsync(ticket, cancellation);

    public virtual Task EnqueueRegionsAsync(JobId job, IReadOnlyList<int> regions, CancellationToken cancellation) => inner.EnqueueRegionsAsync(job, regions, cancellation);

    public virtual Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation) => inner.ClaimAsync(stage, models, cancellation);

    public virtual Task<bool> RenewAsync(Lease lease, CancellationToken cancellation) => inner.RenewAsync(lease, cancellation);

    public virtual Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation) => inner.CompleteAsync(lease, cancellation);

    public virtual Task GiveBackAsync(Lease lease, CancellationToken cancellation) => inner.GiveBackAsync(lease, cancellation);

    public virtual Task DeferAsync(Lease lease, TimeSpan by, CancellationToken cancellation) => inner.DeferAsync(lease, by, cancellation);

    public virtual Task<bool> FailAsync(Lease lease, JobFailure failure, CancellationToken cancellation) => inner.FailAsync(lease, failure, cancellation);

    public virtual Task RemoveAsync(JobId job, CancellationToken cancellation) => inner.RemoveAsync(job, cancellation);

    public virtual Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(JobId job, CancellationToken cancellation) => inner.DeadLettersAsync(job, cancellation);

    public virtual Task<IReadOnlyList<MalformedMessage>> MalformedAsync(CancellationToken cancellation) => inner.MalformedAsync(cancellation);

    public virtual Task<bool> SendAgainAsync(WorkItem item, CancellationToken cancellation) => inner.SendAgainAsync(item, cancellation);

    public virtual Task<bool> PauseAsync(JobId job, CancellationToken cancellation) => inner.PauseAsync(job, cancellation);

    public virtual Task<bool> ResumeAsync(JobId job, CancellationToken cancellation) => inner.ResumeAsync(job, cancellation);

    public virtual Task LimitAsync(string model, int? mostRegions, CancellationToken cancellation) => inner.LimitAsync(model, mostRegions, cancellation);

    public virtual Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellation) => inner.DepthsAsync(cancellation);

    public virtual Task<IReadOnlyDictionary<int, RegionState>> RegionsAsync(JobId job, CancellationToken cancellation) => inner.RegionsAsync(job, cancellation);
}
