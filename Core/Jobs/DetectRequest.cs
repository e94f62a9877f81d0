using RedKube.Core.Imagery;

namespace RedKube.Core.Jobs;

/// <summary>One job as a user asks for it: one image, one model, one output.</summary>
public sealed record DetectRequest
{
    /// <summary>How long a region may make no progress unless something else is asked for.</summary>
    public static TimeSpan DefaultStallTimeout { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The image; its address may carry credentials, which are never stored.</summary>
    public required ImageRef Image { get; init; }

    /// <summary>The model's file on this machine.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Where the features go: a path on this machine.</summary>
    public required string OutputPath { get; init; }

    /// <summary>geojson, geojsonseq, gpkg, fgb or csv.</summary>
    public required string Format { get; init; }

    /// <summary>What decides the result.</summary>
    public DetectOptions Options { get; init; } = new();

    /// <summary>Callers that run the model at the same time, and readers; null: the cores that this process may use.</summary>
    public int? Threads { get; init; }

    /// <summary>Files that options were read from (an area of interest), which no output may replace.</summary>
    public IReadOnlyList<string> OptionFiles { get; init; } = [];

    /// <summary>Where the run report (JSON) goes, or null.</summary>
    public string? ReportPath { get; init; }

    /// <summary>Folder in which the job's folder is made; null: OUT.redkube beside the output.</summary>
    public string? WorkDirectory { get; init; }

    /// <summary>Whether region results stay once the job is done.</summary>
    public bool KeepWork { get; init; }

    /// <summary>Whether an output and a job folder that are there may be replaced, whatever they belong to.</summary>
    public bool Fresh { get; init; }

    /// <summary>Higher goes first; 0 is usual.</summary>
    public int Priority { get; init; }

    /// <summary>How long a region may make no progress before it is taken from its worker.</summary>
    public TimeSpan StallTimeout { get; init; } = DefaultStallTimeout;
}
