using RedKube.Core.Jobs;

namespace RedKube.Dashboard.Api;

/// <summary>A job as the API shows it.</summary>
public sealed record JobView
{
    /// <summary>16 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>The image's name.</summary>
    public required string Image { get; init; }

    /// <summary>Id of the upload that is its image, or null.</summary>
    public string? Upload { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The model's hash.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Class names by index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How far it is.</summary>
    public required ProgressView Progress { get; init; }

    /// <summary>Detections of the result, those of neighbouring tiles joined; null before there is one.</summary>
    public long? Detections { get; init; }

    /// <summary>W3C trace id of its run, or null where nothing is traced.</summary>
    public string? Trace { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public FailureView? Failure { get; init; }

    /// <summary>Regions that are missing from the output.</summary>
    public int MissingRegions { get; init; }

    /// <summary>What its user may want to know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What decides the result, defaults filled in.</summary>
    public required DetectOptions Options { get; init; }

    /// <summary>Formats in which the result can be fetched; empty before there is one.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>Shows a job.</summary>
    /// <param name="record">The job.</param>
    /// <param name="upload">Id of the upload that is its image, or null.</param>
    /// <param name="formats">Formats that can be fetched.</param>
    public static JobView Of(JobRecord record, string? upload, IReadOnlyList<string> formats)
    {
        var job = record.Job;
        return new JobView
        {
            Id = job.Id.Value,
            State = job.State,
            Image = job.Image.Name,
            Upload = upload,
            Model = job.Model.Name,
            ModelHash = job.Model.Hash,
            Classes = job.Model.Card.Names,
            Progress = ProgressView.Of(record.Tally.ToProgress(job.Id, job.State)),
            Detections = job.State is JobState.Done or JobState.Partial ? job.Report?.Features.Values.Sum() : null,
            Trace = job.Trace is { Length: 55 } trace ? trace[3..35] : null,
            Submitted = record.Submitted,
            Ended = record.Ended,
            Priority = job.Priority,
            Failure = job.Failure is { } failure ? FailureView.Of(failure) : null,
            MissingRegions = job.Missing.Count,
            Warnings = job.Warnings,
            Options = job.Options,
            Results = job.State is JobState.Done or JobState.Partial ? formats : [],
        };
    }
}
