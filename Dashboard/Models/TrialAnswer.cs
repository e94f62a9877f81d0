using System.Text.Json.Serialization;
using RedKube.Core.Detections;
using RedKube.Core.Errors;
using RedKube.Dashboard.Api;

namespace RedKube.Dashboard.Models;

/// <summary>What came of a trial: a timing, a view, or a failure.</summary>
internal sealed record TrialAnswer
{
    /// <summary>How fast the model is.</summary>
    public ModelTiming? Timing { get; init; }

    /// <summary>What it found.</summary>
    public TryView? View { get; init; }

    /// <summary>Whether the memory that it may take was not enough.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>Why there is neither.</summary>
    public ErrorCode? Code { get; init; }

    /// <summary>The end of what the process wrote to its error output, or nothing; only this program's own log shows it.</summary>
    [JsonIgnore]
    public string Said { get; init; } = "";

    /// <summary>The failure in words.</summary>
    public string? Message { get; init; }
}
