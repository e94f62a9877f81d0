namespace RedKube.Bench.Scaling;

/// <summary>
/// What KEDA and the autoscaler that it makes would answer, for the ScaledObject of deploy/helm. KEDA alone decides between none and one: it starts the
/// first when a trigger is above 0 and stops the last when all have been 0 for the cooldown. Between one and the most, the HorizontalPodAutoscaler takes
/// for each trigger ⌈value ÷ target⌉, then the largest (autoscaling/v2, AverageValue), ignores changes within 10 %, adds at most 4 or as many as there are,
/// whichever is more, in 15 s, and goes down only to the largest answer of the stabilization window.
/// </summary>
/// <param name="most">maxReplicaCount.</param>
/// <param name="speed">How much faster than in a cluster time runs here.</param>
internal sealed class KedaScaler(int most, double speed)
{
    public const int LagTarget = 4;
    public const int PendingTarget = 2;
    private const double Tolerance = 0.1;
    private readonly Queue<(TimeSpan At, int Answer)> window = new();
    private readonly TimeSpan stabilization = TimeSpan.FromSeconds(120) / speed;
    private readonly TimeSpan cooldown = TimeSpan.FromSeconds(300) / speed;
    private readonly TimeSpan step = TimeSpan.FromSeconds(15) / speed;
    private TimeSpan lastActive;
    private TimeSpan? lastRise;

    /// <summary>pollingInterval.</summary>
    public TimeSpan Polling { get; } = TimeSpan.FromSeconds(10) / speed;

    /// <summary>How many workers there should be.</summary>
    /// <param name="now">Time since the start.</param>
    /// <param name="lag">Tickets that nobody claimed.</param>
    /// <param name="pending">Tickets in work.</param>
    /// <param name="current">Workers that there are.</param>
    public int Desired(TimeSpan now, long lag, long pending, int current)
    {
        if (lag > 0 || pending > 0)
        {
            lastActive = now;
        }

        if (current == 0)
        {
            return lag > 0 || pending > 0 ? 1 : 0;
        }

        if (now - lastActive >= cooldown)
        {
            window.Clear();
            return 0;
        }

        var answer = Math.Clamp((int)Math.Max(Answer(lag, LagTarget, current), Answer(pending, PendingTarget, current)), 1, most);
        window.Enqueue((now, answer));
        while (window.Peek().At < now - stabilization)
        {
            window.Dequeue();
        }

        if (answer > current)
        {
            if (now - lastRise < step)
            {
                return current;
            }

            lastRise = now;
            return Math.Min(answer, current + Math.Max(4, current));
        }

        return Math.Min(current, window.Max(static entry => entry.Answer));
    }

    private static double Answer(long value, int target, int current) =>
        Math.Abs((double)value / (target * current) - 1) <= Tolerance ? current : Math.Ceiling((double)value / target);
}
