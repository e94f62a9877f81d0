using RedKube.Core.Jobs;

namespace RedKube.Core.Tests.Jobs;

/// <summary>Work that notes what is asked of it and fails as it is told.</summary>
internal sealed class RecordingWork : IStageWork
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];
    private readonly List<int> attempts = [];

    public Func<int, Exception?> Fail { get; set; } = static _ => null;

    public Func<WorkItem, Exception?> FailOf { get; set; } = static _ => null;

    public Func<WorkItem, bool> HangOf { get; set; } = static _ => false;

    public FailureVerdict Verdict { get; set; } = FailureVerdict.Attempt;

    public bool Hang { get; set; }

    /// <summary>Work ends no sooner than this.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <summary>How long nothing may be done of it; null: nobody watches.</summary>
    public TimeSpan? Patience { get; set; }

    /// <summary>Called within the work.</summary>
    public Action? OnWork { get; set; }

    public int Begun { get; private set; }

    public int Done { get; private set; }

    public int Completed { get; private set; }

    public int GivenUp { get; private set; }

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
            {
                return [.. waits];
            }
        }
    }

    public IReadOnlyList<int> Attempts
    {
        get
        {
            lock (gate)
            {
                return [.. attempts];
            }
        }
    }

    public async Task WorkAsync(Lease lease, CancellationToken cancellation)
    {
        lock (gate)
        {
            attempts.Add(lease.Attempt);
        }

        lock (gate)
        {
            Begun++;
        }

        if (Patience is { } patience)
        {
            WorkProgress.Watch(patience);
        }

        OnWork?.Invoke();
        if (Hang || HangOf(lease.Item))
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        await Until;
        if ((FailOf(lease.Item) ?? Fail(Begun)) is { } failure)
        {
            throw failure;
        }

        Done++;
    }

    public Task CompletedAsync(Lease lease)
    {
        Completed++;
        return Task.CompletedTask;
    }

    public Task GivenUpAsync(Lease lease, JobFailure failure)
    {
        GivenUp++;
        return Task.CompletedTask;
    }

    public FailureVerdict Judge(Exception cause) => Verdict;

    void IStageWork.Failed(Lease lease, Exception cause)
    {
    }

    void IStageWork.Deferred(Lease lease, Exception cause, TimeSpan wait)
    {
        lock (gate)
        {
            waits.Add(wait);
        }
    }

    void IStageWork.Waits(Exception cause, TimeSpan wait)
    {
        lock (gate)
        {
            waits.Add(wait);
        }
    }
}
