namespace RedKube.Core.Jobs;

/// <summary>How a queue deals with time and failure.</summary>
public sealed record QueueOptions
{
    /// <summary>
    /// Claims of a job in one turn, where jobs of equal priority have equally much in flight: so many that a worker reads neighbouring regions of one image
    /// after each other, so few that nobody waits long.
    /// </summary>
    public const int TurnLength = 8;

    /// <summary>How much later a job's planning is due for each of its regions: a small job need not wait for the plans of many large ones that came just before.</summary>
    public static readonly TimeSpan PlanSlack = TimeSpan.FromSeconds(1);

    /// <summary>The longest such delay: a large job is passed over by smaller ones for that long at most.</summary>
    public static readonly TimeSpan MostPlanSlack = TimeSpan.FromMinutes(5);

    /// <summary>How long a lease lasts unless it is renewed; 30 s.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often work is tried at most; only attempts that failed transiently or whose worker died count. 5.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Wait before the second attempt; doubled for each further one up to <see cref="LongestBackoff"/>. 1 s.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before an attempt. 1 min.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How much later than at its arrival a job's planning is due.</summary>
    /// <param name="regions">About how many regions it will have.</param>
    public static TimeSpan SlackOf(int regions) => PlanSlack * Math.Min(regions, MostPlanSlack / PlanSlack);

    /// <summary>The wait after a failed attempt.</summary>
    /// <param name="attempts">Attempts that failed so far, 1 or more.</param>
    public TimeSpan BackoffAfter(int attempts) =>
        TimeSpan.FromMilliseconds(Math.Min(Backoff.TotalMilliseconds * Math.Pow(2, attempts - 1), LongestBackoff.TotalMilliseconds));
}
