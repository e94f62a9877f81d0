using System.Text;
using System.Text.Json;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Store;

/// <summary>A job as Redis holds it.</summary>
/// <param name="Revision">Rises with each change.</param>
/// <param name="IsFinal">Whether it has ended.</param>
/// <param name="Job">The job, with its report where there is one.</param>
/// <param name="Submitted">When it was submitted.</param>
/// <param name="Ended">When it ended, or null.</param>
internal sealed record StoredJob(long Revision, bool IsFinal, Job Job, DateTimeOffset Submitted, DateTimeOffset? Ended)
{
    /// <summary>Reads what job_read gives.</summary>
    /// <param name="fields">Revision, final, job, report, submitted, ended.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK4005 where a newer RedKube wrote it.</exception>
    public static StoredJob Read(RedisResult[] fields)
    {
        var job = JobJson.Read(Encoding.UTF8.GetBytes((string)fields[2]!), "A job in Redis");
        var report = (string?)fields[3] is { Length: > 0 } text ? JsonSerializer.Deserialize<RunReport>(text, JobJson.Options) : null;
        var ended = (long)fields[5];
        return new StoredJob(
            (long)fields[0], (long)fields[1] == 1, job with { Report = report }, DateTimeOffset.FromUnixTimeMilliseconds((long)fields[4]),
            ended < 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(ended));
    }
}
