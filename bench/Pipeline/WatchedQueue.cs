using System.Diagnostics;
using System.Runtime;
using RedKube.Core.Jobs;

namespace RedKube.Bench.Pipeline;

/// <summary>The queue of one process; it notes when the first region is claimed and the last is stored, by the clock, in CPU and in allocated bytes.</summary>
internal sealed class WatchedQueue : IWorkQueue
{
    private readonly InProcessWorkQueue queue = new(new QueueOptions(), TimeProvider.System);

    public Moment? First { get; private set; }

    public Moment? Last { get; private set; }

    public Task EnqueueJobAsync(JobTicket ticket, CancellationToken cancellation) => queue.EnqueueJobAsync(ticket, cancellation);

    public Task EnqueueRegionsAsync(JobId job, IReadOnlyList<int> regions, CancellationToken cancellation) => queue.EnqueueRegionsAsync(job, regions, cancellation);

    public Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation) => queue.ClaimAsync(stage, models, cancellation);

    public Task<bool> RenewAsync(Lease lease, CancellationToken cancellation) => queue.RenewAsync(lease, cancellation);

    public Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation)
    {
        if (lease.Item.Stage == WorkStage.Detect)
        {
            Last = Moment.Now();
        }

        return queue.CompleteAsync(lease, cancellation);
    }

    public Task GiveBackAsync(Lease lease, CancellationToken cancellation) => queue.GiveBackAsync(lease, cancellation);

    public Task<bool> FailAsync(Lease lease, JobFailure failure, CancellationToken cancellation) => queue.FailAsync(lease, failure, cancellation);

    public Task RemoveAsync(JobId job, CancellationToken cancellation) => queue.RemoveAsync(job, cancellation);

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(JobId job, CancellationToken cancellation) => queue.DeadLettersAsync(job, cancellation);

    public Task<bool> SendAgainAsync(WorkItem item, CancellationToken cancellation) => queue.SendAgainAsync(item, cancellation);

    public Task<bool> PauseAsync(JobId job, CancellationToken cancellation) => queue.PauseAsync(job, cancellation);

    public Task<bool> ResumeAsync(JobId job, CancellationToken cancellation) => queue.ResumeAsync(job, cancellation);

    public Task LimitAsync(string model, int? mostRegions, CancellationToken cancellation) => queue.LimitAsync(model, mostRegions, cancellation);

    public Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellation) => queue.DepthsAsync(cancellation);

    public Task<IReadOnlyDictionary<int, RegionState>> RegionsAsync(JobId job, CancellationToken cancellation) => queue.RegionsAsync(job, cancellation);

    /// <summary>Called with the first read.</summary>
    public void FirstRead() => First ??= Moment.Now();

    /// <summary>A moment of this process.</summary>
    public sealed record Moment(long Clock, TimeSpan Cpu, long Allocated, TimeSpan Compiling)
    {
        public static Moment Now() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), JitInfo.GetCompilationTime());
    }
}
