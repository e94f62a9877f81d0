using RedKube.Core.Jobs;

namespace RedKube.Dashboard;

/// <summary>What the dashboard logs.</summary>
internal static partial class DashboardLog
{
    [LoggerMessage(1, LogLevel.Warning, "The events of {Channel} ended early")]
    public static partial void ProducerFailed(ILogger logger, string channel, Exception cause);

    [LoggerMessage(2, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(ILogger logger, string method, string path, Exception cause);

    [LoggerMessage(3, LogLevel.Warning, "Upload {Upload}: refused once whole: {Reason}")]
    public static partial void UploadRefused(ILogger logger, string upload, string reason);

    [LoggerMessage(4, LogLevel.Information, "Upload {Upload}: whole, {Bytes} bytes")]
    public static partial void UploadComplete(ILogger logger, string upload, long bytes);

    [LoggerMessage(5, LogLevel.Information, "Model {Model}: stored as {Hash}")]
    public static partial void ModelStored(ILogger logger, string model, string hash);

    [LoggerMessage(6, LogLevel.Information, "Job {Job}: {Count} detections laid out for the map")]
    public static partial void MapBuilt(ILogger logger, JobId job, long count);

    [LoggerMessage(7, LogLevel.Critical, "{Reason}")]
    public static partial void NotSafe(ILogger logger, string reason);

    [LoggerMessage(8, LogLevel.Warning, "Removal of {Folder} failed; it is tried again later")]
    public static partial void SweepFailed(ILogger logger, string folder, Exception cause);
}
