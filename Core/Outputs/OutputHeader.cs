namespace RedKube.Core.Outputs;

/// <summary>What holds for every feature of an output.</summary>
public sealed record OutputHeader
{
    /// <summary>The image's name.</summary>
    public required string ImageName { get; init; }

    /// <summary>When the image was taken, or null.</summary>
    public DateTimeOffset? Acquired { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model's hash, 64 hex digits.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Whether geometries are lon/lat; else they are pixels (x right, y down), and the output says so.</summary>
    public required bool IsGeoreferenced { get; init; }
}
