using System.Collections.Concurrent;
using System.Diagnostics;

namespace RedKube.Core.Jobs.Telemetry;

/// <summary>
/// A queue that is traced and measured: a job's ticket carries the trace of its request, each claim has a span from there to its end, and what a stage does
/// under a lease can be its child by <see cref="Lease.Trace"/>. Where nobody listens it only hands on.
/// </summary>
/// <param name="inner">The queue itself.</param>
/// <param name="time">The clock.</param>
public sealed class ObservedWorkQueue(IWorkQueue inner, TimeProvider time) : IWorkQueue
{
    private readonly ConcurrentDictionary<(WorkItem Item, string Token), (Lease Lease, Activity? Span, long Start)> open = [];

    /// <inheritdoc/>
    public async Task EnqueueJobAsync(JobTicket ticket, CancellationToken cancellation)
    {
        // A job that is only looked after has its trace, and nobody asks for it now.
        using var span = ticket.Trace is null || Activity.Current is not null ? QueueTelemetry.Send(ticket) : null;
        await inner.EnqueueJobAsync(ticket.Trace is null ? ticket with { Trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : JobTicket.NewTrace() } : ticket, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation)
    {
        var lease = await inner.ClaimAsync(stage, models, cancellation);
        if (!QueueTelemetry.IsOn)
        {
            return lease;
        }

        var span = QueueTelemetry.Process(lease);
        open[(lease.Item, lease.Token)] = (lease, span, time.GetTimestamp());
        return span is null ? lease : lease with { Trace = span.Id };
    }

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(Lease lease, CancellationToken cancellation)
    {
        var held = await inner.RenewAsync(lease, cancellation);
        if (!held)
        {
            End(lease, "lost");
        }

        return held;
    }

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation)
    {
        var counts = await inner.CompleteAsync(lease, cancellation);
        End(lease, counts ? "done" : "duplicate");
        return counts;
    }

    /// <inheritdoc/>
    public async Task GiveBackAsync(Lease lease, CancellationToken cancellation)
    {
        await inner.GiveBackAsync(lease, cancellation);
        End(lease, "given_back");
    }

    /// <inheritdoc/>
    public async Task DeferAsync(Lease lease, TimeSpan by, CancellationToken cancellation)
    {
        await inner.DeferAsync(lease, by, cancellation);
        End(lease, "given_back");
    }

    /// <inheritdoc/>
    public async Task<bool> FailAsync(Lease lease, JobFailure failure, CancellationToken cancellation)
    {
        var givenUp = await inner.FailAsync(lease, failure, cancellation);
        End(lease, givenUp ? "given_up" : "failed", failure);
        return givenUp;
    }

    /// <inheritdoc/>
    public Task EnqueueRegionsAsync(JobId job, IReadOnlyList<int> regions, CancellationToken cancellation) => inner.EnqueueRegionsAsync(job, regions, cancellation);

    /// <inheritdoc/>
    public async Task RemoveAsync(JobId job, CancellationToken cancellation)
    {
        await inner.RemoveAsync(job, cancellation);

        // Its claims are lost, and nobody need say so.
        foreach (var claim in open.Values)
        {
            if (claim.Lease.Item.Job == job)
            {
                End(claim.Lease, "lost");
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(JobId job, CancellationToken cancellation) => inner.DeadLettersAsync(job, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MalformedMessage>> MalformedAsync(CancellationToken cancellation) => inner.MalformedAsync(cancellation);

    /// <inheritdoc/>
    public Task<bool> SendAgainAsync(WorkItem item, CancellationToken cancellation) => inner.SendAgainAsync(item, cancellation);

    /// <inheritdoc/>
    public Task<bool> PauseAsync(JobId job, CancellationToken cancellation) => inner.PauseAsync(job, cancellation);

    /// <inheritdoc/>
    public Task<bool> ResumeAsync(JobId job, CancellationToken cancellation) => inner.ResumeAsync(job, cancellation);

    /// <inheritdoc/>
    public Task LimitAsync(string model, int? mostRegions, CancellationToken cancellation) => inner.LimitAsync(model, mostRegions, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellation) => inner.DepthsAsync(cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, RegionState>> RegionsAsync(JobId job, CancellationToken cancellation) => inner.RegionsAsync(job, cancellation);

    private void End(Lease lease, string outcome, JobFailure? failure = null)
    {
        if (open.TryRemove((lease.Item, lease.Token), out var claim))
        {
            QueueTelemetry.Ended(lease, claim.Span, time.GetElapsedTime(claim.Start), outcome, failure);
        }
    }
}
