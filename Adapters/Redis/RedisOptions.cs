namespace RedKube.Adapters.Redis;

/// <summary>How RedKube uses Redis.</summary>
public sealed record RedisOptions
{
    /// <summary>
    /// How long a question may wait for Redis before it fails with RK5001; null, the default: as long as its caller waits, as services want it, and 10 s
    /// where the caller cannot stop waiting. Claims and renewals always wait.
    /// </summary>
    public TimeSpan? AnswerWithin { get; init; }

    /// <summary>How long a job is known after its end; 7 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(7);
}
