using System.Diagnostics;
using RedKube.Core.Jobs.Telemetry;

namespace RedKube.Tiler;

/// <summary>Spans of planning.</summary>
internal static class TilerTelemetry
{
    /// <summary>Where the spans come from.</summary>
    public static ActivitySource Source { get; } = new(TelemetryKeys.Tiler);
}
