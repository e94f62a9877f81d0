using Microsoft.Extensions.Logging;

namespace RedKube.AppHost;

/// <summary>What the AppHost logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Program}: {Line}")]
    public static partial void Said(ILogger logger, string program, string line);
}
