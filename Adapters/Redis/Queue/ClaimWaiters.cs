using RedKube.Core.Jobs;

namespace RedKube.Adapters.Redis.Queue;

/// <summary>
/// Claims of this process that found nothing. News of work wakes one of those who want it; who gets some wakes the next, because there may be more. So a
/// process asks Redis once for each piece of news, however many loops it has.
/// </summary>
internal sealed class ClaimWaiters
{
    private readonly Lock gate = new();
    private readonly LinkedList<ClaimWaiter> waiting = [];

    /// <summary>Joins those who wait; before looking, so that news in between is not missed.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="models">Queues of models; null: all.</param>
    public ClaimWaiter Join(WorkStage stage, IReadOnlyCollection<string>? models)
    {
        var waiter = new ClaimWaiter(stage, models);
        lock (gate)
        {
            waiting.AddLast(waiter);
        }

        return waiter;
    }

    /// <summary>Leaves; news that came and was not acted on goes to another.</summary>
    /// <param name="waiter">Who leaves.</param>
    /// <param name="passOn">Whether there may be more work.</param>
    public void Leave(ClaimWaiter waiter, bool passOn)
    {
        lock (gate)
        {
            waiting.Remove(waiter);
        }

        if (passOn)
        {
            WakeOne(w => w.Stage == waiter.Stage);
        }
    }

    /// <summary>Wakes one of those who want work of a queue.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="model">The model's queue; empty for stages that serve all.</param>
    public void Wake(WorkStage stage, string model) => WakeOne(w => w.Wants(stage, model));

    /// <summary>Wakes everybody: what they know may be wrong.</summary>
    public void WakeAll()
    {
        lock (gate)
        {
            foreach (var waiter in waiting)
            {
                waiter.Wake();
            }
        }
    }

    private void WakeOne(Func<ClaimWaiter, bool> isMeant)
    {
        lock (gate)
        {
            foreach (var waiter in waiting)
            {
                if (isMeant(waiter) && waiter.Wake())
                {
                    return;
                }
            }
        }
    }
}
