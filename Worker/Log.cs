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

    [LoggerMessage(7, LogLevel.Warning, "Job {Job}: reading part {Part} does not come back; its thread is left to itself, the {Hung}th that hangs")]
    public static partial void ReaderHangs(ILogger logger, JobId job, int part, int hung);

    [LoggerMessage(8, LogLevel.Warning, "{Count} threads still read; the worker stops without them")]
    public static partial void ReadersLeft(ILogger logger, int count);

    [LoggerMessage(9, LogLevel.Warning, "Job {Job} region {Region}: its result cannot be stored; the next try is in {Wait}")]
    public static partial void WaitsForSpace(ILogger logger, JobId job, int region, TimeSpan wait, Exception cause);

    [LoggerMessage(10, LogLevel.Information, "Job {Job} region {Region}: its result is stored after a wait")]
    public static partial void HasSpaceAgain(ILogger logger, JobId job, int region);

    [LoggerMessage(11, LogLevel.Critical, "So much hangs that nothing more can be read or opened: the worker ends")]
    public static partial void NothingGoesOn(ILogger logger, Exception cause);

    [LoggerMessage(12, LogLevel.Warning, "Something is away; the worker waits {Wait} and goes on")]
    public static partial void Waits(ILogger logger, TimeSpan wait, Exception cause);

    [LoggerMessage(13, LogLevel.Debug, "The list of workers was not told what this one does")]
    public static partial void NotTold(ILogger logger, Exception cause);

    [LoggerMessage(14, LogLevel.Warning, "{Count} lanes still run; their detector is left to itself")]
    public static partial void LanesLeft(ILogger logger, int count);

    [LoggerMessage(15, LogLevel.Warning, "Job {Job} region {Region}: it could not be given back; others take it once its lease has run out")]
    public static partial void NotGivenBack(ILogger logger, JobId job, int region, Exception cause);

    [LoggerMessage(16, LogLevel.Warning, "Job {Job} region {Region}: what it needs is away; it is tried again in {Wait}, and others go on meanwhile")]
    public static partial void Deferred(ILogger logger, JobId job, int region, TimeSpan wait, Exception cause);

    [LoggerMessage(17, LogLevel.Warning, "Job {Job} region {Region}: this worker lacks what it needs; it is given back to others, and nothing is claimed for {Wait}")]
    public static partial void Lacks(ILogger logger, JobId job, int region, TimeSpan wait, Exception cause);
}
