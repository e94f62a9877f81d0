using System.Diagnostics;
using System.Diagnostics.Metrics;
using RedKube.Core.Jobs;
using RedKube.Core.Jobs.Telemetry;

namespace RedKube.Aggregator;

/// <summary>Spans and metrics of merging and writing.</summary>
internal static class AggregatorTelemetry
{
    private static readonly Meter Meter = new(TelemetryKeys.Aggregator);
    private static readonly Histogram<double> ReadFactor = Meter.CreateHistogram(
        TelemetryKeys.ReadFactor, "1", "Decodes per block of the image", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 1.05, 1.1, 1.2, 1.5, 2, 4, 8] });

    /// <summary>Where the spans come from: merge, and in it gather, combine, write, place.</summary>
    public static ActivitySource Source { get; } = new(TelemetryKeys.Aggregator);

    /// <summary>Notes a job that has its output.</summary>
    /// <param name="merge">The span of the merge.</param>
    /// <param name="job">The job, with its report.</param>
    /// <param name="features">Features written.</param>
    public static void Placed(Activity? merge, Job job, int features)
    {
        if (job.Report is { } report)
        {
            ReadFactor.Record(report.ReadFactor, new KeyValuePair<string, object?>(TelemetryKeys.Model, ModelQueue.NameOf(job.Model.Name)));
        }

        merge?.SetTag(TelemetryKeys.Features, features).SetTag(TelemetryKeys.Output, job.OutputPath);
    }
}
