using Microsoft.Extensions.Logging;
using RedKube.Core.Jobs;

namespace RedKube.Adapters.Redis;

/// <summary>What the queue, the job store and their connection say.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Redis is away: {Cause} Nothing is lost; waiting for it.")]
    public static partial void RedisAway(ILogger logger, string cause);

    [LoggerMessage(2, LogLevel.Information, "Redis is back after {Away}.")]
    public static partial void RedisBack(ILogger logger, TimeSpan away);

    [LoggerMessage(3, LogLevel.Warning, "{Count} message(s) of the queue of {Stage} could not be understood and were moved to {Stream}.")]
    public static partial void Malformed(ILogger logger, long count, WorkStage stage, string stream);

    [LoggerMessage(4, LogLevel.Error, "{Cause}")]
    public static partial void Stopped(ILogger logger, string cause);

    [LoggerMessage(5, LogLevel.Warning, "Counts of job {Job} could not be handed on before the end: {Cause}")]
    public static partial void CountsLost(ILogger logger, JobId job, string cause);
}
