using System.Collections.Concurrent;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;

namespace RedKube.Services.Tests.Fakes;

/// <summary>A queue of a single process that notes what became of regions, and can fail.</summary>
/// <param name="options">Time and failure.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchedQueue(QueueOptions options, TimeProvider time) : ForwardingWorkQueue(new InProcessWorkQueue(options, time))
{
    private int renewals;

    /// <summary>What each renewal throws, told how many were asked for; null: it is renewed.</summary>
    public Func<int, Exception?> RenewalFailure { get; set; } = static _ => null;

    /// <summary>What each region that is completed waits for.</summary>
    public Func<Lease, Task> Completing { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Renewals that were asked for.</summary>
    public int Renewals => Volatile.Read(ref renewals);

    /// <summary>Regions that were claimed.</summary>
    public ConcurrentQueue<(Lease Lease, DateTimeOffset At)> Claimed { get; } = [];

    /// <summary>Regions that were given back.</summary>
    public ConcurrentQueue<Lease> GivenBack { get; } = [];

    /// <summary>Regions that were deferred.</summary>
    public ConcurrentQueue<(Lease Lease, TimeSpan By)> Deferred { get; } = [];

    /// <summary>Regions that failed an attempt.</summary>
    public ConcurrentQueue<(Lease Lease, JobFailure Failure)> Failed { get; } = [];

    public override async Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation)
    {
        var lease = await base.ClaimAsync(stage, models, cancellation);
        Note(lease, () => Claimed.Enqueue((lease, time.GetUtcNow())));
        return lease;
    }

    public override Task<bool> RenewAsync(Lease lease, CancellationToken cancellation) =>
        lease.Item.Stage == WorkStage.Detect && RenewalFailure(Interlocked.Increment(ref renewals)) is { } failure ? throw failure : base.RenewAsync(lease, cancellation);

    public override async Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation)
    {
        await (lease.Item.Stage == WorkStage.Detect ? Completing(lease) : Task.CompletedTask);
        return await base.CompleteAsync(lease, cancellation);
    }

    public override Task GiveBackAsync(Lease lease, CancellationToken cancellation)
    {
        Note(lease, () => GivenBack.Enqueue(lease));
        return base.GiveBackAsync(lease, cancellation);
    }

    public override Task DeferAsync(Lease lease, TimeSpan by, CancellationToken cancellation)
    {
        Note(lease, () => Deferred.Enqueue((lease, by)));
        return base.DeferAsync(lease, by, cancellation);
    }

    public override Task<bool> FailAsync(Lease lease, JobFailure failure, CancellationToken cancellation)
    {
        Note(lease, () => Failed.Enqueue((lease, failure)));
        return base.FailAsync(lease, failure, cancellation);
    }

    private static void Note(Lease lease, Action note)
    {
        if (lease.Item.Stage == WorkStage.Detect)
        {
            note();
        }
    }
}
