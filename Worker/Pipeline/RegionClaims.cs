using RedKube.Core.Jobs;

namespace RedKube.Worker.Pipeline;

/// <summary>
/// Claims regions, those of the loaded model first, because loading another takes longer than most regions. After a minute of that every model is asked for once, so that
/// none waits for ever.
/// </summary>
/// <param name="queue">The queue.</param>
/// <param name="models">Queues of the models that the worker serves; null: all.</param>
/// <param name="time">The clock.</param>
internal sealed class RegionClaims(IWorkQueue queue, IReadOnlyCollection<string>? models, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPreference = TimeSpan.FromMinutes(1);
    private long askedAll = time.GetTimestamp();

    /// <summary>Claims the next region; waits until there is one.</summary>
    /// <param name="loaded">The queue of the loaded model; null: none is loaded.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<Lease> NextAsync(string? loaded, CancellationToken cancellation)
    {
        if (loaded is not null && models is not { Count: 1 } && time.GetElapsedTime(askedAll) < LongestPreference
            && await TryAsync(loaded, cancellation) is { } preferred)
        {
            return preferred;
        }

        askedAll = time.GetTimestamp();
        return await queue.ClaimAsync(WorkStage.Detect, models, cancellation);
    }

    private async Task<Lease?> TryAsync(string model, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await queue.ClaimAsync(WorkStage.Detect, [model], either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
