using System.Diagnostics.Metrics;

namespace RedKube.Core.Jobs.Telemetry;

/// <summary>Counts leases that ran out, whichever queue finds them.</summary>
public static class LeaseTakeovers
{
    private static readonly Meter Meter = new(TelemetryKeys.Queue);
    private static readonly Counter<long> Takeovers = Meter.CreateCounter<long>(TelemetryKeys.Takeovers, "{lease}", "Leases that ran out");

    /// <summary>Counts some.</summary>
    /// <param name="stage">Their stage.</param>
    /// <param name="count">How many.</param>
    public static void Add(WorkStage stage, long count)
    {
        if (count > 0)
        {
            Takeovers.Add(count, new KeyValuePair<string, object?>(TelemetryKeys.Stage, QueueTelemetry.NameOf(stage)));
        }
    }
}
