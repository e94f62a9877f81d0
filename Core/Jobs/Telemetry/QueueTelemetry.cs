using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RedKube.Core.Jobs.Telemetry;

/// <summary>Spans and metrics of work on its way through the queue. Costs nothing where nobody listens.</summary>
internal static class QueueTelemetry
{
    /// <summary>Spans of regions with a higher number start traces of their own, linked to the job's: what shows a trace has to hold all of it.</summary>
    public const int MostRegionsInOneTrace = 5000;

    private const string System = "redkube";
    private static readonly ActivitySource Source = new(TelemetryKeys.Queue);
    private static readonly Meter Meter = new(TelemetryKeys.Queue);
    private static readonly Counter<long> Regions = Meter.CreateCounter<long>(TelemetryKeys.Regions, "{region}", "Regions that a worker is done with");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        TelemetryKeys.StageDuration,
        "s",
        "From claim to end of one piece of work",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600] });

    /// <summary>Whether anybody listens.</summary>
    public static bool IsOn => Source.HasListeners() || Duration.Enabled || Regions.Enabled;

    /// <summary>Starts the span of a request for a job, under which the whole of its run stands; the current span, if any, is its parent.</summary>
    public static Activity? Submit() => Source.StartActivity("submit");

    /// <summary>Starts the span of a job's way into the queue; the current span, if any, is its parent.</summary>
    /// <param name="ticket">The job.</param>
    public static Activity? Send(JobTicket ticket) => Source.StartActivity($"send {Stream(WorkStage.Plan)}", ActivityKind.Producer, default(ActivityContext), Tags("send", new WorkItem(ticket.Job, WorkStage.Plan, 0)))
        ?.SetTag(TelemetryKeys.Model, ticket.Model);

    /// <summary>Starts the span of a claim.</summary>
    /// <param name="lease">The claim.</param>
    public static Activity? Process(Lease lease)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var isKnown = ActivityContext.TryParse(lease.Trace, null, isRemote: true, out var job);
        var stands = isKnown && lease.Item.Region >= MostRegionsInOneTrace;
        return Source.StartActivity(
            $"process {Stream(lease.Item.Stage)}",
            ActivityKind.Consumer,
            stands ? default : job,
            [.. Tags("process", lease.Item), new(TelemetryKeys.Attempt, lease.Attempt)],
            stands ? [new ActivityLink(job)] : null);
    }

    /// <summary>Notes how a claim ended.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="span">Its span.</param>
    /// <param name="took">Time since it was claimed.</param>
    /// <param name="outcome">done, duplicate, failed, given_up, given_back or lost.</param>
    /// <param name="failure">The cause of a failure.</param>
    public static void Ended(Lease lease, Activity? span, TimeSpan took, string outcome, JobFailure? failure)
    {
        var stage = new KeyValuePair<string, object?>(TelemetryKeys.Stage, NameOf(lease.Item.Stage));
        var how = new KeyValuePair<string, object?>(TelemetryKeys.Outcome, outcome);
        Duration.Record(took.TotalSeconds, stage, how);
        if (lease.Item.Stage == WorkStage.Detect)
        {
            Regions.Add(1, how, new KeyValuePair<string, object?>(TelemetryKeys.Model, lease.Model));
        }

        span?.SetTag(TelemetryKeys.Outcome, outcome);
        if (failure is not null)
        {
            span?.SetTag(TelemetryKeys.ErrorType, Errors.ErrorCodes.Text(failure.Code)).SetStatus(ActivityStatusCode.Error, failure.Message);
        }

        span?.Dispose();
    }

    /// <summary>A stage as telemetry names it.</summary>
    /// <param name="stage">The stage.</param>
    public static string NameOf(WorkStage stage) => stage switch { WorkStage.Plan => "plan", WorkStage.Detect => "detect", _ => "merge" };

    private static string Stream(WorkStage stage) => stage switch { WorkStage.Plan => "redkube:plan", WorkStage.Detect => "redkube:regions", _ => "redkube:merge" };

    private static KeyValuePair<string, object?>[] Tags(string operation, WorkItem item) =>
    [
        new(TelemetryKeys.MessagingSystem, System),
        new(TelemetryKeys.MessagingOperation, operation),
        new(TelemetryKeys.MessagingDestination, Stream(item.Stage)),
        new(TelemetryKeys.MessagingMessage, $"{item.Job}/{item.Region}"),
        new(TelemetryKeys.JobId, item.Job.Value),
        new(TelemetryKeys.Stage, NameOf(item.Stage)),
        .. item.Stage == WorkStage.Detect ? [new KeyValuePair<string, object?>(TelemetryKeys.Region, item.Region)] : Array.Empty<KeyValuePair<string, object?>>(),
    ];
}
