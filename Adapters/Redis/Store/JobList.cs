using RedKube.Core.Jobs;
using StackExchange.Redis;

namespace RedKube.Adapters.Redis.Store;

/// <summary>
/// The list of jobs as it was read last. A job that has ended changes no more, so the next reading asks for the others alone: thousands of jobs of a week
/// cost their ids. Immutable.
/// </summary>
/// <param name="settled">Redis' time, in milliseconds: what ended before it is here as it stays.</param>
/// <param name="records">By id.</param>
internal sealed class JobList(long settled, IReadOnlyDictionary<string, JobRecord> records)
{
    // What is counted of a job may come a little after its end.
    private static readonly long Lateness = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;

    /// <summary>Nothing is known.</summary>
    public static JobList Empty { get; } = new(0, new Dictionary<string, JobRecord>(StringComparer.Ordinal));

    /// <summary>Jobs that ended before this need not be told again: milliseconds of Redis' time.</summary>
    public long Settled { get; } = settled;

    /// <summary>The last submitted first.</summary>
    public IReadOnlyList<JobRecord> Records { get; } = [.. records.Values.OrderByDescending(static r => r.Submitted).ThenBy(static r => r.Job.Id.Value, StringComparer.Ordinal)];

    /// <summary>Takes in what job_list gives.</summary>
    /// <param name="answer">The time, then id, record and tally of each job, or its id alone.</param>
    /// <returns>Null where an id alone is not known here: everything must be read.</returns>
    public JobList? With(RedisResult[] answer)
    {
        var now = new Dictionary<string, JobRecord>(answer.Length, StringComparer.Ordinal);
        foreach (var row in answer.Skip(1).Select(static r => (RedisResult[])r!))
        {
            var id = (string)row[0]!;
            if (row.Length > 1)
            {
                var stored = StoredJob.Read((RedisResult[])row[1]!);
                now[id] = new JobRecord(stored.Job, TallyFields.Read((string[])row[2]!), stored.Submitted, stored.Ended);
            }
            else if (records.TryGetValue(id, out var known))
            {
                now[id] = known;
            }
            else
            {
                return null;
            }
        }

        return new JobList((long)answer[0] - Lateness, now);
    }
}
