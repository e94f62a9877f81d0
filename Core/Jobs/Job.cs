using System.Text.Json.Serialization;
using RedKube.Core.Detections;
using RedKube.Core.Imagery;
using RedKube.Core.Outputs;
using RedKube.Core.Planning;

namespace RedKube.Core.Jobs;

/// <summary>One image × one model × options, and where it stands. What job.json holds; it carries no credentials and no date. Immutable.</summary>
public sealed record Job
{
    /// <summary>Version of job.json.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of job.json that it was read from.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Its name.</summary>
    public required JobId Id { get; init; }

    /// <summary>64 hex digits over everything that decides its result.</summary>
    public required string Key { get; init; }

    /// <summary>The image. In memory with the credentials that the user gave; stored without.</summary>
    public required ImageRef Image { get; init; }

    /// <summary>Which version of the image's content it is about.</summary>
    public required string ContentVersion { get; init; }

    /// <summary>Pixels of the image as it was when the job was submitted; 0 where nobody knows.</summary>
    public long Pixels { get; init; }

    /// <summary>The model.</summary>
    public required ModelRef Model { get; init; }

    /// <summary>What decides the result.</summary>
    public required DetectOptions Options { get; init; }

    /// <summary>Where the features go.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The output's format.</summary>
    public required string Format { get; init; }

    /// <summary>The job's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the run report goes, or null.</summary>
    public string? ReportPath { get; init; }

    /// <summary>Whether region results stay once the job is done.</summary>
    public bool KeepWork { get; init; }

    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Callers that run the model at the same time; null: the cores that the process may use.</summary>
    public int? Threads { get; init; }

    /// <summary>How long a region may make no progress.</summary>
    public TimeSpan StallTimeout { get; init; } = DetectRequest.DefaultStallTimeout;

    /// <summary>W3C traceparent of the request that it came with; null where nothing is traced.</summary>
    public string? Trace { get; init; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; init; }

    /// <summary>What its plan follows from; null until a tiler has opened the image.</summary>
    public PlanSpec? Plan { get; init; }

    /// <summary>How often the merge found stored results torn or gone and sent their regions back to be done again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Repeats { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public JobFailure? Failure { get; init; }

    /// <summary>Regions that are missing from the output.</summary>
    public IReadOnlyList<RegionFailure> Missing { get; init; } = [];

    /// <summary>The output that this job wrote, or is about to put in its place; null before.</summary>
    public OutputStamp? Output { get; init; }

    /// <summary>A file at the output's place that may be replaced: the job's own of an earlier run, or one that --fresh gave up.</summary>
    public OutputStamp? Replaces { get; init; }

    /// <summary>What the user may want to know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The report of the run that ended it, or null.</summary>
    public RunReport? Report { get; init; }
}
