using RedKube.Core.Jobs;

namespace RedKube.Worker;

/// <summary>What the worker logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Job {Job}: {Model} on {Device}, {Runtime}, batches of {BatchSize}")]
    public static partial void DetectorOpened(ILogger logger, JobId job, string model, string device, string runtime, int batchSize);

    [LoggerMessage(2, LogLevel.Debug, "Job {Job} region {Region}: stored, {Detections} detections")]
    public static partial void RegionStored(ILogger logger, JobId job, int region, int detections);

    [LoggerMessage(3, LogLevel.Warning, "Job {Job} region {Region}: attempt {Attempt} failed; given up: {GivenUp}")]
    public static partial void RegionFailed(ILogger logger, JobId job, int region, int attempt, bool givenUp, Exception cause);

    [LoggerMessage(4, LogLevel.Warning, "Job {Job} region {Region}: the lease was lost; the work is dropped")]
    public static partial void LeaseLost(ILogger logger, JobId job, int region);

    [LoggerMessage(5, LogLevel.Error, "The worker stumbled and goes on")]
    public static partial void Stumbled(ILogger logger, Exception cause);

    [LoggerMessage(6, LogLevel.Error, "Job {Job}: its results cannot be stored")]
    public static partial void NotStored(ILogger logger, JobId job, Exception cause);
}
