namespace RedKube.Core.Jobs.Telemetry;

/// <summary>Every name that RedKube's telemetry uses; docs/telemetry.md says what each means, and a test holds the two together.</summary>
public static class TelemetryKeys
{
    /// <summary>Source and meter of everything that passes through the queue.</summary>
    public const string Queue = "RedKube.Queue";

    /// <summary>Source of planning.</summary>
    public const string Tiler = "RedKube.Tiler";

    /// <summary>Source and meter of detection.</summary>
    public const string Worker = "RedKube.Worker";

    /// <summary>Source and meter of merging and writing.</summary>
    public const string Aggregator = "RedKube.Aggregator";

    /// <summary>Gauge: pieces of work that could be claimed now.</summary>
    public const string QueueReady = "redkube.queue.ready";

    /// <summary>Gauge: pieces of work that are claimed.</summary>
    public const string QueueLeased = "redkube.queue.leased";

    /// <summary>Gauge: pieces of work that wait to be claimed, those included that wait for another attempt.</summary>
    public const string QueueLag = "redkube.queue.lag";

    /// <summary>Gauge: pieces of work that were given up, of jobs that have not ended.</summary>
    public const string DeadLetters = "redkube.dead_letters";

    /// <summary>Counter: regions that a worker is done with, by outcome.</summary>
    public const string Regions = "redkube.regions";

    /// <summary>Histogram, seconds: from claim to end of one piece of work.</summary>
    public const string StageDuration = "redkube.stage.duration";

    /// <summary>Counter: leases that ran out, so that another process takes the work.</summary>
    public const string Takeovers = "redkube.lease.takeovers";

    /// <summary>Counter: tiles that a model saw.</summary>
    public const string Tiles = "redkube.inference.tiles";

    /// <summary>Histogram, 0 to 1: share of a batch that was filled.</summary>
    public const string BatchFill = "redkube.inference.batch_fill";

    /// <summary>Histogram, seconds: one run of a model.</summary>
    public const string InferenceDuration = "redkube.inference.duration";

    /// <summary>Histogram: how often a block of the image was decoded on average, one value a job.</summary>
    public const string ReadFactor = "redkube.read.factor";

    /// <summary>Attribute: the job's id.</summary>
    public const string JobId = "redkube.job.id";

    /// <summary>Attribute: the region's number.</summary>
    public const string Region = "redkube.region";

    /// <summary>Attribute: which attempt it was, from 1.</summary>
    public const string Attempt = "redkube.attempt";

    /// <summary>Attribute: plan, detect or merge.</summary>
    public const string Stage = "redkube.stage";

    /// <summary>Attribute: the model's queue.</summary>
    public const string Model = "redkube.model";

    /// <summary>Attribute: done, duplicate, failed, given_up, given_back or lost.</summary>
    public const string Outcome = "redkube.outcome";

    /// <summary>Attribute: regions of the plan.</summary>
    public const string RegionCount = "redkube.plan.regions";

    /// <summary>Attribute: tiles of the plan.</summary>
    public const string TileCount = "redkube.plan.tiles";

    /// <summary>Attribute: features that were written.</summary>
    public const string Features = "redkube.features";

    /// <summary>Attribute: where the output lies, without credentials.</summary>
    public const string Output = "redkube.output";

    /// <summary>Attribute of OpenTelemetry: what carries the messages.</summary>
    public const string MessagingSystem = "messaging.system";

    /// <summary>Attribute of OpenTelemetry: the stream.</summary>
    public const string MessagingDestination = "messaging.destination.name";

    /// <summary>Attribute of OpenTelemetry: send or process.</summary>
    public const string MessagingOperation = "messaging.operation.type";

    /// <summary>Attribute of OpenTelemetry: names the piece of work.</summary>
    public const string MessagingMessage = "messaging.message.id";

    /// <summary>Attribute of OpenTelemetry: the code of the failure.</summary>
    public const string ErrorType = "error.type";
}
