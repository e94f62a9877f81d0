using System.Diagnostics;
using System.Diagnostics.Metrics;
using RedKube.Core.Jobs.Telemetry;

namespace RedKube.Worker.Pipeline;

/// <summary>What lanes measure, once for each batch, and the spans of regions. Costs nothing where nobody listens.</summary>
internal static class WorkerTelemetry
{
    private static readonly Meter Meter = new(TelemetryKeys.Worker);
    private static readonly Counter<long> Tiles = Meter.CreateCounter<long>(TelemetryKeys.Tiles, "{tile}", "Tiles that a model saw");
    private static readonly Histogram<double> Fill = Meter.CreateHistogram(
        TelemetryKeys.BatchFill, "1", "Share of a batch that was filled", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1] });

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        TelemetryKeys.InferenceDuration,
        "s",
        "One run of a model",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    /// <summary>Where spans come from: open and store of each region.</summary>
    public static ActivitySource Source { get; } = new(TelemetryKeys.Worker);

    /// <summary>Notes one run of a model.</summary>
    /// <param name="model">The model's queue.</param>
    /// <param name="tiles">Tiles in the batch.</param>
    /// <param name="batchSize">Tiles that it could hold.</param>
    /// <param name="took">How long it ran.</param>
    public static void Ran(string model, int tiles, int batchSize, TimeSpan took)
    {
        var of = new KeyValuePair<string, object?>(TelemetryKeys.Model, model);
        Tiles.Add(tiles, of);
        Fill.Record((double)tiles / batchSize, of);
        Duration.Record(took.TotalSeconds, of);
    }
}
