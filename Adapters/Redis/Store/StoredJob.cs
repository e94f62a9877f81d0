using System.Text;
using RedKube.Core.Jobs;
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
    /// <param name="fields">Revision, final, job, submitted, ended.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK4005 where a newer RedKube wrote it.</exception>
    public static StoredJob Read(RedisResult[] fields)
    {
        var job = JobJson.Read(Encoding.UTF8.GetBytes((string)fields[2]!), "A job in Redis");
        var ended = (long)fields[4];
        return new StoredJob(
            (long)fields[0], (long)fields[1] == 1, job, DateTimeOffset.FromUnixTimeMilliseconds((long)fields[3]),
            ended < 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(ended));
    }
}
