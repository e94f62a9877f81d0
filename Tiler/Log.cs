using RedKube.Core.Jobs;

namespace RedKube.Tiler;

/// <summary>What the tiler logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Job {Job}: {Regions} regions, {Tiles} tiles; {Missing} regions to do")]
    public static partial void Planned(ILogger logger, JobId job, int regions, long tiles, int missing);

    [LoggerMessage(2, LogLevel.Warning, "Job {Job}: it cannot be planned")]
    public static partial void Failed(ILogger logger, JobId job, Exception cause);

    [LoggerMessage(3, LogLevel.Warning, "Something is away; the tiler waits {Wait} and goes on")]
    public static partial void Waits(ILogger logger, TimeSpan wait, Exception cause);

    [LoggerMessage(4, LogLevel.Information, "Job {Job}: found unfinished in its folder, goes on")]
    public static partial void Recovered(ILogger logger, JobId job);

    [LoggerMessage(6, LogLevel.Warning, "Job {Job}: it cannot be planned now; it is tried again in {Wait}, and others go on meanwhile")]
    public static partial void Deferred(ILogger logger, JobId job, TimeSpan wait, Exception cause);

    [LoggerMessage(5, LogLevel.Warning, "Job {Job}: it cannot go on from its folder")]
    public static partial void Unreadable(ILogger logger, JobId job, Exception cause);
}
