using RedKube.Core.Errors;

namespace RedKube.Core.Jobs;

/// <summary>Waits longer after each failure in a row: 1, 2, 4, … 30 s. Not safe for threads: each loop has its own.</summary>
/// <param name="time">The clock.</param>
public sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);
    private int failures;

    /// <summary>How long the next wait is.</summary>
    public TimeSpan Next => failures > 4 ? Most : First * (1 << failures);

    /// <summary>Waits.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public Task WaitAsync(CancellationToken cancellation) => Task.Delay(Take(), time, cancellation);

    /// <summary>The next wait, where something else waits; the one after it is longer.</summary>
    public TimeSpan Take()
    {
        var wait = Next;
        failures++;
        return wait;
    }

    /// <summary>Something succeeded: the next wait is short again.</summary>
    public void Reset() => failures = 0;

    /// <summary>Does something as often as it takes until a server or disk is back.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">May be done more than once.</param>
    /// <param name="onAway">Told of each failure and of the wait that follows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the waiting between attempts.</param>
    /// <exception cref="RedKubeException">It failed for a reason that does not pass.</exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static async Task<T> PersistAsync<T>(
        Func<Task<T>> work, Action<RedKubeException, TimeSpan> onAway, TimeProvider time, CancellationToken cancellation)
    {
        var backoff = new Backoff(time);
        while (true)
        {
            try
            {
                return await work();
            }
            catch (RedKubeException e) when (e.Kind == FailureKind.Transient)
            {
                onAway(e, backoff.Next);
                await backoff.WaitAsync(cancellation);
            }
        }
    }
}
