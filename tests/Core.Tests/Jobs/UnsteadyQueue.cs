using RedKube.Core.Errors;
using RedKube.Core.Jobs;
using RedKube.Tests.Shared;

namespace RedKube.Core.Tests.Jobs;

/// <summary>A queue whose server is away for the first claims or completions.</summary>
/// <param name="inner">The queue.</param>
/// <param name="time">The clock.</param>
internal sealed class UnsteadyQueue(IWorkQueue inner, TimeProvider time) : ForwardingWorkQueue(inner)
{
    private readonly Lock gate = new();
    private readonly List<DateTimeOffset> claims = [];
    private int renewals;

    public int ClaimsThatFail { get; set; }

    public int CompletionsThatFail { get; set; }

    /// <summary>What each renewal throws, told how many were asked for; null: it is renewed.</summary>
    public Func<int, Exception?> RenewalFailure { get; set; } = static _ => null;

    /// <summary>Renewals that were asked for.</summary>
    public int Renewals => Volatile.Read(ref renewals);

    /// <summary>How a claim fails.</summary>
    public Func<RedKubeException> Failure { get; set; } = Away;

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

    public override Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation)
    {
        lock (gate)
        {
            claims.Add(time.GetUtcNow());
            if (claims.Count <= ClaimsThatFail)
            {
                throw Failure();
            }
        }

        return base.ClaimAsync(stage, models, cancellation);
    }

    public override Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation) =>
        CompletionsThatFail-- > 0 ? throw Away() : base.CompleteAsync(lease, cancellation);

    public override Task<bool> RenewAsync(Lease lease, CancellationToken cancellation) =>
        RenewalFailure(Interlocked.Increment(ref renewals)) is { } failure ? throw failure : base.RenewAsync(lease, cancellation);

    private static RedKubeException Away() => new(ErrorCode.QueueAway, "The server is away.");
}
