using RedKube.Core.Detections;

namespace RedKube.Dashboard.Api;

/// <summary>A model of the list.</summary>
public sealed record ModelView
{
    /// <summary>Its hash, 64 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The file's stem.</summary>
    public required string Name { get; init; }

    /// <summary>The queue of its regions.</summary>
    public required string Queue { get; init; }

    /// <summary>What its outputs are.</summary>
    public required string Kind { get; init; }

    /// <summary>Class names by index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The input tensor.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The whole card, as stated or recognised.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>Bytes of the .onnx file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Whether it can be deleted here (it lies in the data folder).</summary>
    public required bool IsOwn { get; init; }
}
