using System.Diagnostics;
using System.Runtime;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;

namespace RedKube.Bench.Pipeline;

/// <summary>The queue of one process; it notes when the first region is claimed and the last is stored, by the clock, in CPU and in allocated bytes.</summary>
internal sealed class WatchedQueue() : ForwardingWorkQueue(new InProcessWorkQueue(new QueueOptions(), TimeProvider.System))
{
    public Moment? First { get; private set; }

    public Moment? Last { get; private set; }

    public override Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation)
    {
        if (lease.Item.Stage == WorkStage.Detect)
        {
            Last = Moment.Now();
        }

        return base.CompleteAsync(lease, cancellation);
    }

    /// <summary>Called with the first read.</summary>
    public void FirstRead() => First ??= Moment.Now();

    /// <summary>A moment of this process.</summary>
    public sealed record Moment(long Clock, TimeSpan Cpu, long Allocated, TimeSpan Compiling)
    {
        public static Moment Now() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), JitInfo.GetCompilationTime());
    }
}
