using System.Text.Json;
using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Store;

/// <summary>What those who watch a job are told.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Tally">What has been counted.</param>
/// <param name="Messages">Messages that were not known yet.</param>
internal sealed record WatchedJob(JobState State, JobTally Tally, IReadOnlyList<JobMessage> Messages)
{
    /// <summary>Reads what job_watch gives.</summary>
    /// <param name="fields">State, tally, messages.</param>
    public static WatchedJob Read(RedisResult[] fields) => new(
        (JobState)(int)fields[0],
        TallyFields.Read((string[])fields[1]!),
        [.. ((string[])fields[2]!).Select(static m => JsonSerializer.Deserialize<JobMessage>(m, JobJson.Options)!)]);
}
