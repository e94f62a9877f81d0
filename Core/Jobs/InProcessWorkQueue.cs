using RedKube.Core.Errors;
using RedKube.Core.Jobs.Telemetry;

namespace RedKube.Core.Jobs;

/// <summary>The queue of a single process. Its content ends with the process; the job folders are the truth from which it is filled again.</summary>
/// <param name="options">Time and failure.</param>
/// <param name="time">The clock.</param>
public sealed class InProcessWorkQueue(QueueOptions options, TimeProvider time) : IWorkQueue
{
    private readonly Lock gate = new();
    private readonly Dictionary<JobId, QueuedJob> jobs = [];
    private readonly Dictionary<string, int> limits = new(StringComparer.Ordinal);
    private TaskCompletionSource changed = NewSignal();
    private long arrivals;
    private long tokens;
    private long turns;

    /// <summary>Called when a claim looked and found nothing; for tests.</summary>
    internal Action? FoundNothing { get; set; }

    /// <inheritdoc/>
    public Task EnqueueJobAsync(JobTicket ticket, CancellationToken cancellation)
    {
        Change(() =>
        {
            if (jobs.ContainsKey(ticket.Job))
            {
                return;
            }

            // Checked here although sessions of one process could tell two models apart: both queues promise the same.
            if (jobs.Values.Any(j => j.Ticket.Model == ticket.Model && j.Ticket.ModelHash != ticket.ModelHash))
            {
                throw new RedKubeException(
                    ErrorCode.ModelNameTaken, $"Another model by the name of {ticket.Model} has work in the queue. Give this one's file another name, or wait until that work has ended.");
            }

            var queued = jobs[ticket.Job] = new QueuedJob(ticket, arrivals++, time.GetUtcNow() + QueueOptions.SlackOf(ticket.Regions));
            queued.Add(new WorkItem(ticket.Job, WorkStage.Plan, 0));
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EnqueueRegionsAsync(JobId job, IReadOnlyList<int> regions, CancellationToken cancellation)
    {
        Change(() =>
        {
            if (jobs.TryGetValue(job, out var queued) && !queued.HasRegions)
            {
                queued.HasRegions = true;
                foreach (var region in regions)
                {
                    queued.Add(new WorkItem(job, WorkStage.Detect, region));
                }

                queued.MergeIfSettled(job);
            }
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Lease> ClaimAsync(WorkStage stage, IReadOnlyCollection<string>? models, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Task signal;
            DateTimeOffset? next;
            lock (gate)
            {
                var now = time.GetUtcNow();
                ExpireLeases(now);
                if (Pick(stage, models, now) is { } picked)
                {
                    return picked;
                }

                signal = changed.Task;
                next = jobs.Values.Select(static j => j.NextMoment()).Min();
            }

            FoundNothing?.Invoke();
            await WaitAsync(signal, next, cancellation);
        }
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(Lease lease, CancellationToken cancellation)
    {
        lock (gate)
        {
            var held = Held(lease);
            if (held is not null)
            {
                held.Until = time.GetUtcNow() + options.LeaseTime;
            }

            return Task.FromResult(held is not null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(Lease lease, CancellationToken cancellation) => Task.FromResult(Change(() =>
    {
        if (!jobs.TryGetValue(lease.Item.Job, out var queued) || !queued.Remove(lease.Item))
        {
            return false;
        }

        if (lease.Item.Stage == WorkStage.Merge)
        {
            jobs.Remove(lease.Item.Job);
        }
        else
        {
            queued.MergeIfSettled(lease.Item.Job);
        }

        return true;
    }));

    /// <inheritdoc/>
    public Task GiveBackAsync(Lease lease, CancellationToken cancellation)
    {
        Change(() =>
        {
            if (Held(lease) is not null)
            {
                jobs[lease.Item.Job].GiveBack(lease.Item);
            }
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeferAsync(Lease lease, TimeSpan by, CancellationToken cancellation)
    {
        Change(() =>
        {
            if (Held(lease) is not null)
            {
                jobs[lease.Item.Job].Delay(lease.Item, time.GetUtcNow() + by);
            }
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> FailAsync(Lease lease, JobFailure failure, CancellationToken cancellation) => Task.FromResult(Change(() =>
    {
        var held = Held(lease);
        return held is not null && Fail(lease.Item, failure, time.GetUtcNow());
    }));

    /// <inheritdoc/>
    public Task RemoveAsync(JobId job, CancellationToken cancellation)
    {
        Change(() => jobs.Remove(job));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(JobId job, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<DeadLetter>>(
                jobs.TryGetValue(job, out var queued) ? [.. queued.Dead.Values.OrderBy(static d => d.Item.Stage).ThenBy(static d => d.Item.Region)] : []);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<MalformedMessage>> MalformedAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<MalformedMessage>>([]);

    /// <inheritdoc/>
    public Task<bool> SendAgainAsync(WorkItem item, CancellationToken cancellation) => Task.FromResult(Change(() =>
    {
        // A merge in work would miss the region: it can be tried again once the job has ended.
        var merge = new WorkItem(item.Job, WorkStage.Merge, 0);
        if (!jobs.TryGetValue(item.Job, out var queued) || queued.Find(merge)?.Token is not null || !queued.Dead.Remove(item))
        {
            return false;
        }

        if (item == merge)
        {
            queued.MergeIfSettled(item.Job);
        }
        else
        {
            queued.Remove(merge);
            queued.Add(item);
        }

        return true;
    }));

    /// <inheritdoc/>
    public Task<bool> PauseAsync(JobId job, CancellationToken cancellation) => SetPausedAsync(job, paused: true);

    /// <inheritdoc/>
    public Task<bool> ResumeAsync(JobId job, CancellationToken cancellation) => SetPausedAsync(job, paused: false);

    /// <inheritdoc/>
    public Task LimitAsync(string model, int? mostRegions, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRegions ?? 1, 1, nameof(mostRegions));
        Change(() =>
        {
            if (mostRegions is { } most)
            {
                limits[model] = most;
            }
            else
            {
                limits.Remove(model);
            }
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            var models = jobs.Values.Select(static j => j.Ticket.Model).Concat(limits.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return Task.FromResult<IReadOnlyList<QueueDepth>>(
            [
                Depth(WorkStage.Plan, "", jobs.Values),
                .. models.Select(m => Depth(WorkStage.Detect, m, jobs.Values.Where(j => j.Ticket.Model == m))),
                Depth(WorkStage.Merge, "", jobs.Values),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, RegionState>> RegionsAsync(JobId job, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyDictionary<int, RegionState>>(jobs.TryGetValue(job, out var queued) ? queued.Regions() : []);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Whoever waits looks again after a change, or when a lease runs out or a backoff ends.
    private async Task WaitAsync(Task signal, DateTimeOffset? next, CancellationToken cancellation)
    {
        if (next is not { } moment)
        {
            await signal.WaitAsync(cancellation);
            return;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var left = moment - time.GetUtcNow();
        await Task.WhenAny(signal, Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, waiting.Token));
        await waiting.CancelAsync();
    }

    private Lease? Pick(WorkStage stage, IReadOnlyCollection<string>? models, DateTimeOffset now)
    {
        var full = stage == WorkStage.Detect ? FullModels() : [];
        var best = jobs.Values
            .Where(j => !j.IsPaused && j.FirstReady(stage) is not null && !full.Contains(j.Ticket.Model))
            .Where(j => stage != WorkStage.Detect || models is null || models.Contains(j.Ticket.Model, StringComparer.Ordinal))
            .OrderByDescending(static j => j.Ticket.Priority).ThenBy(static j => j.InFlight).ThenBy(static j => j.Turn)
            .ThenBy(j => stage == WorkStage.Plan ? j.Due : default).ThenBy(static j => j.Arrival)
            .FirstOrDefault();
        if (best?.FirstReady(stage) is not { } item)
        {
            return null;
        }

        var token = $"{++tokens}";
        var work = best.Claim(item, token, now + options.LeaseTime);
        best.CountServed(() => ++turns);
        return new Lease(item, work.Attempts + 1, token) { Trace = best.Ticket.Trace, Model = best.Ticket.Model };
    }

    private HashSet<string> FullModels() => limits.Count == 0 ? [] :
    [
        .. jobs.Values.GroupBy(static j => j.Ticket.Model, StringComparer.Ordinal)
            .Where(m => limits.TryGetValue(m.Key, out var most) && m.Sum(static j => j.Count(WorkStage.Detect).Leased) >= most)
            .Select(static m => m.Key),
    ];

    private QueueDepth Depth(WorkStage stage, string model, IEnumerable<QueuedJob> of)
    {
        var depth = new QueueDepth(stage, model) { Limit = limits.TryGetValue(model, out var most) ? most : null };
        foreach (var job in of)
        {
            var (ready, leased, delayed, dead) = job.Count(stage);
            depth = depth with
            {
                Ready = depth.Ready + (job.IsPaused ? 0 : ready),
                Paused = depth.Paused + (job.IsPaused ? ready : 0),
                Leased = depth.Leased + leased,
                Delayed = depth.Delayed + delayed,
                Dead = depth.Dead + dead,
            };
        }

        return depth;
    }

    private Task<bool> SetPausedAsync(JobId job, bool paused) => Task.FromResult(Change(() =>
    {
        if (!jobs.TryGetValue(job, out var queued))
        {
            return false;
        }

        queued.IsPaused = paused;
        return true;
    }));

    private void ExpireLeases(DateTimeOffset now)
    {
        var died = new JobFailure(ErrorCode.QueueAway, $"Its worker died or made no progress: the lease ran out {options.MaxAttempts} times.");
        foreach (var queued in jobs.Values)
        {
            queued.WakeDelayed(now);
            foreach (var item in queued.Expired(now))
            {
                LeaseTakeovers.Add(item.Stage, 1);
                Fail(item, died, now);
            }
        }
    }

    private bool Fail(WorkItem item, JobFailure failure, DateTimeOffset now)
    {
        var queued = jobs[item.Job];
        var attempts = queued.CountAttempt(item);
        if (failure.Kind == FailureKind.Transient && attempts < options.MaxAttempts)
        {
            queued.Delay(item, now + options.BackoffAfter(attempts));
            return false;
        }

        queued.Remove(item);
        queued.Dead[item] = new DeadLetter(item, failure, attempts);
        queued.MergeIfSettled(item.Job);
        return true;
    }

    private QueuedWork? Held(Lease lease) =>
        jobs.TryGetValue(lease.Item.Job, out var queued) && queued.Find(lease.Item) is { } work && work.Token == lease.Token ? work : null;

    private void Change(Action change) => Change(() =>
    {
        change();
        return true;
    });

    private T Change<T>(Func<T> change)
    {
        lock (gate)
        {
            var result = change();
            changed.TrySetResult();
            changed = NewSignal();
            return result;
        }
    }
}
