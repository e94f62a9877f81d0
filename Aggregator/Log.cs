using RedKube.Core.Jobs;

namespace RedKube.Aggregator;

/// <summary>What the aggregator logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Job {Job}: {State}, {Features} features written, {Missing} regions missing")]
    public static partial void Placed(ILogger logger, JobId job, JobState state, int features, int missing);

    [LoggerMessage(2, LogLevel.Warning, "Job {Job}: it cannot be merged and written")]
    public static partial void Failed(ILogger logger, JobId job, Exception cause);

    [LoggerMessage(3, LogLevel.Warning, "Something is away; the aggregator waits {Wait} and goes on")]
    public static partial void Waits(ILogger logger, TimeSpan wait, Exception cause);

    [LoggerMessage(4, LogLevel.Warning, "Job {Job}: it cannot be merged and written now; it is tried again in {Wait}, and others go on meanwhile")]
    public static partial void Deferred(ILogger logger, JobId job, TimeSpan wait, Exception cause);

    [LoggerMessage(5, LogLevel.Warning, "Job {Job}: {Lost} stored results are torn or gone; their regions are done again")]
    public static partial void Repeats(ILogger logger, JobId job, int lost);
}
