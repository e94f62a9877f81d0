using RedKube.Core.Jobs;

namespace RedKube.Adapters.Redis.Queue;

/// <summary>One claim that waits for work.</summary>
/// <param name="stage">The stage.</param>
/// <param name="models">Queues of models; null: all.</param>
internal sealed class ClaimWaiter(WorkStage stage, IReadOnlyCollection<string>? models)
{
    private TaskCompletionSource news = New();

    /// <summary>The stage.</summary>
    public WorkStage Stage => stage;

    /// <summary>Whether work of a queue is wanted.</summary>
    /// <param name="where">The stage.</param>
    /// <param name="model">The model's queue; empty for stages that serve all.</param>
    public bool Wants(WorkStage where, string model) => where == stage && (stage != WorkStage.Detect || models is null || models.Contains(model, StringComparer.Ordinal));

    /// <summary>Tells it to look.</summary>
    /// <returns>False where it was told already and has not looked yet.</returns>
    public bool Wake() => Volatile.Read(ref news).TrySetResult();

    /// <summary>Waits until it is told to look, or for a while.</summary>
    /// <param name="atMost">How long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(news.Task, Task.Delay(atMost, time, stop.Token));
        await stop.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        if (news.Task.IsCompleted)
        {
            Volatile.Write(ref news, New());
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
